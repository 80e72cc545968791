package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.flow.ExceptionPolicy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a start method, as far as the compilation shows, and whether one object can be started
 * twice.
 *
 * <p>A part of a program is started once: by its creator, or by the start of what it belongs to. So
 * a caller that calls once for each run of its own code is no evidence of a second start, and only
 * a method that is left to users nobody can see may be called at any time.
 */
public final class StartCallers {
  public static final AnalysisKey<StartCallers> KEY = AnalysisKey.of(StartCallers::new);

  /** Parts of package names that say that users of a library are not to use it. */
  private static final Set<String> INTERNAL = Set.of("internal", "impl");

  private final ClassIndex index;
  private final ClassFacts facts;

  private StartCallers(ClassIndex index) {
    this.index = index;
    this.facts = index.facts();
  }

  /**
   * A call that may be one of the start method.
   *
   * @param index of the class that calls
   */
  private record Caller(ClassIndex index, At<Event.Call> at) {
    Body body() {
      return at.body();
    }

    Value receiver() {
      return at.event().receiver();
    }
  }

  /**
   * Returns how a second call comes about, in the words of a message; empty if nothing shows that
   * it can.
   */
  public Optional<String> secondCall(Body start) {
    Callers callers = new Callers(start);
    callers.add(index);
    callers.addOthers(namesOf(start));
    Optional<String> twice = twice(start, callers.calls);
    if (twice.isPresent() || callers.areThere() || !isLeftToUsers(start)) {
      return twice;
    }
    // A caller need not name the type of the object that it gets from somewhere.
    callers.addOthers(Set.of());
    return callers.areThere() ? Optional.empty() : Optional.of("nothing prevents a second call");
  }

  /**
   * Returns whether all callers are visible and each of them starts every object once: it creates
   * the object, or runs once itself, or asks for a state before.
   */
  public boolean startOnce(Body start) {
    Callers callers = new Callers(start);
    callers.add(index);
    callers.addOthers(namesOf(start));
    return !callers.isHandedOn
        && callers.calls.stream().anyMatch(StartCallers::isUser)
        && callers.calls.stream().allMatch(StartCallers::startsOnce);
  }

  private static boolean startsOnce(Caller caller) {
    Body body = caller.body();
    int node = caller.at().node().id();
    if (caller.index().get(StartGuards.KEY).mayStopBefore(body, node, n -> false)) {
      return true;
    }
    boolean runsOnce =
        switch (body.kind()) {
          case CONSTRUCTOR, INITIALIZER, STATIC_INITIALIZER -> true;
          case METHOD -> body.isMainMethod();
          case LAMBDA -> false;
        };
    return !Paths.isInCycle(body.flow(), node) && (runsOnce || isMadeBy(caller));
  }

  private static boolean isMadeBy(Caller caller) {
    List<Source> sources =
        caller.index().get(ValueFlow.KEY).within(caller.body()).of(caller.receiver()).all();
    return !sources.isEmpty()
        && sources.stream()
            .allMatch(
                s -> s instanceof Source.Created created && created.by().body() == caller.body());
  }

  /** The simple names of the types that declare the method. */
  private Set<String> namesOf(Body start) {
    Set<String> names = new LinkedHashSet<>();
    names.add(Library.simpleName(start.owner()));
    facts.hierarchy().supertypes(start.owner()).stream()
        .filter(type -> facts.hierarchy().hasMethod(type, start.key().name()))
        .forEach(type -> names.add(Library.simpleName(type)));
    return names;
  }

  private final class Callers {
    private final Body start;
    private final List<Caller> calls = new ArrayList<>();
    private boolean isHandedOn;

    Callers(Body start) {
      this.start = start;
    }

    void add(ClassIndex from) {
      isHandedOn |= addCallers(from, start, calls);
    }

    void addOthers(Set<String> naming) {
      facts.compilation().callersOf(start.key(), naming).forEach(f -> add(index.indexOf(f)));
    }

    /** Returns whether somebody uses the object, or a method reference hands the method on. */
    boolean areThere() {
      return isHandedOn || calls.stream().anyMatch(StartCallers::isUser);
    }
  }

  /** Adds the calls, and returns whether a method reference hands the method on. */
  private static boolean addCallers(ClassIndex from, Body start, List<Caller> into) {
    for (At<Event.Call> at : from.callsNamed(start.key().name())) {
      if (isRelated(from, at.event().method(), start.key())
          && !at.event().isSuper()
          && at.body() != start) {
        into.add(new Caller(from, at));
      }
    }
    return from.references().stream()
        .anyMatch(
            at ->
                at.value() instanceof Value.MethodReference reference
                    && isRelated(from, reference.method(), start.key()));
  }

  /** Returns whether the one may run when the other is called: a type between them is enough. */
  private static boolean isRelated(ClassIndex from, MethodKey called, MethodKey start) {
    return called.name().equals(start.name())
        && called.parameters().size() == start.parameters().size()
        && (from.hierarchy().isSubtype(called.owner(), start.owner())
            || from.hierarchy().isSubtype(start.owner(), called.owner()));
  }

  /**
   * Returns whether the call uses the object, rather than being a part of it, such as another start
   * method or a restart.
   */
  private static boolean isUser(Caller caller) {
    return !(caller.receiver() instanceof Value.This)
        || caller.body().kind() != Body.Kind.METHOD
        || caller.body().isMainMethod();
  }

  // What a caller shows.

  /** Two calls on the same object, one after the other, with no end between them. */
  private Optional<String> twice(Body start, List<Caller> callers) {
    for (Caller first : callers) {
      for (Caller second : callers) {
        if (first != second
            && first.body() == second.body()
            && first.index() == second.index()
            && isSameObject(first, second, start)
            && follows(first, second)) {
          return Optional.of(name(first) + " calls it twice");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSameObject(Caller first, Caller second, Body start) {
    Value receiver = first.receiver();
    boolean isNamed =
        receiver instanceof Value.Local
            // What class files know of a variable that is assigned once.
            || receiver instanceof Value.Result
            || receiver instanceof Value.Field
            || receiver instanceof Value.This;
    return isNamed && receiver.equals(second.receiver()) && isSurelyCalled(first, start);
  }

  /** The called type tells, since class files may not know the types of variables. */
  private static boolean isSurelyCalled(Caller caller, Body start) {
    TypeHierarchy hierarchy = caller.index().hierarchy();
    return hierarchy.isSubtype(caller.at().event().method().owner(), start.owner())
        || caller
            .receiver()
            .typeName()
            .filter(type -> hierarchy.isSubtype(type, start.owner()))
            .isPresent();
  }

  private static boolean follows(Caller first, Caller second) {
    Node from = first.at().node();
    Node to = second.at().node();
    // The front ends read a finally block once for each way into it.
    return !first.at().event().site().equals(second.at().event().site())
        && Paths.reachable(
                first.body().flow(),
                Paths.targets(from, e -> e.kind() != Kind.EXCEPTION),
                n -> !endsOrReplaces(first, n),
                ExceptionPolicy.thrown())
            .get(to.id())
        && !second
            .index()
            .get(StartGuards.KEY)
            .mayStopBefore(second.body(), to.id(), n -> isStart(second, n));
  }

  private static boolean isStart(Caller caller, Node node) {
    return node.event() instanceof Event.Call call
        && call.method().equals(caller.at().event().method());
  }

  /** Any method whose result nobody wants may be the one that ends the object, such as a pause. */
  private static boolean endsOrReplaces(Caller caller, Node node) {
    Value object = caller.receiver();
    if (node.event() instanceof Event.Assign assign) {
      return assign.target().equals(object);
    }
    if (!(node.event() instanceof Event.Call call) || isStart(caller, node)) {
      return false;
    }
    return call.arguments().contains(object)
        ? caller.index().library().promisesRelease(call.method().name())
        : call.receiver().equals(object) && call.isDiscarded();
  }

  private String name(Caller caller) {
    String method = Messages.name(caller.body());
    return caller.index() == index
        ? method
        : method + " of " + Library.simpleName(caller.index().facts().name());
  }

  // What the class shows.

  /** Returns whether code that is not visible here may call the method whenever it likes. */
  private boolean isLeftToUsers(Body start) {
    return start.is(Modifier.PUBLIC)
        && isVisible(facts.type(start.owner()).orElse(null))
        && !isInternal(start.owner())
        && !isPromisedToALibrary(start);
  }

  private boolean isVisible(@Nullable TypeFacts type) {
    TypeFacts outer = type;
    while (outer != null && outer.modifiers().contains(Modifier.PUBLIC)) {
      if (outer.outer().isEmpty()) {
        return outer.kind() != TypeFacts.Kind.LOCAL && outer.kind() != TypeFacts.Kind.ANONYMOUS;
      }
      outer = facts.type(outer.outer().get()).orElse(null);
    }
    return false;
  }

  private static boolean isInternal(String type) {
    return Stream.of(type.split("\\.")).anyMatch(INTERNAL::contains);
  }

  /**
   * Returns whether a supertype that is not the application's own declares it: its library calls
   * it, in the order that it promises.
   */
  private boolean isPromisedToALibrary(Body start) {
    return facts.hierarchy().supertypes(start.owner()).stream()
        .filter(type -> facts.type(type).isEmpty())
        .filter(type -> facts.hierarchy().hasMethod(type, start.key().name()))
        .anyMatch(type -> facts.compilation().declaring(type).isEmpty());
  }
}
