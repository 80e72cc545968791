package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.tasks.TaskCode;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Decides what lives as long as the process: nobody ends it, because no moment but the end of the
 * process would be the right one. All rules ask here, for owners and for threads alike.
 *
 * <p>Static is what a static initialiser makes, also through a private helper or a lambda or
 * anonymous class in it, what only static fields keep, and what the only objects of a class make if
 * they are static themselves: the constants of an enum, a singleton, an object of which a framework
 * makes one. A class with an end method has an end, though, and so has a static field that the
 * class releases. A program's own code is its main method with what only that runs.
 */
public final class ProcessLife {
  public static final AnalysisKey<ProcessLife> KEY = AnalysisKey.of(ProcessLife::new);

  /**
   * The segments of packages with programs that show how something is used. Users begin in packages
   * such as {@code com.example.demo} too, so they say nothing of other classes.
   */
  private static final Set<String> SHOWING =
      Set.of("example", "examples", "demo", "demos", "sample", "samples");

  /** The segments of packages with nothing but examples. */
  private static final Set<String> OF_EXAMPLES = Set.of("examples", "demos", "samples");

  private final ClassIndex index;

  /** What is known of types and bodies; what is being decided counts as not static meanwhile. */
  private final Map<String, Boolean> types = new HashMap<>();

  private final Map<Body, Boolean> bodies = new HashMap<>();
  private final BitSet hooks = new BitSet();

  /** The calls that create the threads of hooks. */
  private final BitSet hookThreads = new BitSet();

  private ProcessLife(ClassIndex index) {
    this.index = index;
    for (At<Event.Call> at : index.callsNamed(JdkMethod.RUNTIME_ADD_SHUTDOWN_HOOK.methodName())) {
      for (Value hook : at.event().arguments()) {
        List<At<Event.Call>> made = index.get(ValueFlow.KEY).of(hook).creations().toList();
        made.forEach(thread -> hookThreads.set(thread.event().id()));
        TaskCode.ofThread(index, hook, made).allHere().forEach(body -> hooks.set(body.id()));
      }
    }
  }

  /**
   * Returns whether a type without an end method needs none: its objects live as long as the
   * process, or it is a program or shows how something is used.
   */
  public boolean needsNoEnd(TypeFacts type) {
    return isProgram(type.name()) || isStatic(type.name());
  }

  /** Returns whether the type has a main method, or is an example. */
  public boolean isProgram(String type) {
    return index.declarations().hasMain(type) || isExample(type);
  }

  /**
   * Returns whether the type shows how something is used: its package says so, and it is a part of
   * a program, or nothing but a set of methods: no supertype asks for it, no field keeps threads,
   * and nobody ends it.
   */
  public boolean isExample(String type) {
    String top = index.facts().name();
    int end = top.lastIndexOf('.');
    List<String> segments = List.of(top.substring(0, Math.max(end, 0)).split("\\."));
    return (segments.stream().anyMatch(SHOWING::contains) && index.declarations().hasMain(top))
        || (segments.stream().anyMatch(OF_EXAMPLES::contains)
            && index.facts().type(type).filter(this::isSetOfMethods).isPresent());
  }

  private boolean isSetOfMethods(TypeFacts type) {
    return type.superclass().equals("java.lang.Object")
        && type.interfaces().isEmpty()
        && index.get(EndMethods.KEY).of(type.name(), false).isEmpty()
        && index.declarations().fieldsOf(type.name()).stream()
            .allMatch(field -> index.library().ownerKind(field.type()).isEmpty());
  }

  /**
   * Returns whether what the body makes, and no local variable of it alone holds, lives as long as
   * the process.
   */
  public boolean contains(Body body) {
    return isProgram(body.owner()) || isStatic(body) || isOfMain(body);
  }

  /**
   * Returns whether an owner is released by a shutdown hook and nothing else, so that it lives
   * until the JVM exits.
   */
  public boolean endsInHooksOnly(OwnerUses uses) {
    return !uses.releases().isEmpty() && uses.releases().stream().allMatch(this::isInHook);
  }

  private boolean isInHook(OwnerUses.Release release) {
    return (release.node().event() instanceof Event.Call call && hookThreads.get(call.id()))
        || isOnlyInHook(release.body(), new HashSet<>());
  }

  private boolean isOnlyInHook(Body body, Set<Body> seen) {
    if (!hooks.get(body.id()) || !seen.add(body)) {
      return false;
    }
    boolean isAnonymous =
        index
            .facts()
            .type(body.owner())
            .filter(type -> type.kind() == TypeFacts.Kind.ANONYMOUS)
            .isPresent();
    return body.kind() == Body.Kind.LAMBDA
        || isAnonymous
        || (body.is(Modifier.PRIVATE)
            && index.callersOf(body).stream().allMatch(at -> isOnlyInHook(at.body(), seen)));
  }

  /** Returns whether the body runs once in a process, or in its last moments. */
  public boolean runsOnce(Body body) {
    return isExample(body.owner()) || isOfMain(body) || runsOnceForItsObject(body);
  }

  private boolean runsOnceForItsObject(Body body) {
    Body outer = outermost(body);
    return switch (outer.kind()) {
      case STATIC_INITIALIZER -> true;
      case CONSTRUCTOR, INITIALIZER -> isStatic(outer.owner());
      case METHOD ->
          outer.is(Modifier.PRIVATE)
              && isStatic(outer)
              && !index.callersOf(outer).isEmpty()
              && index.callersOf(outer).stream()
                  .allMatch(at -> at.body() != outer && runsOnceForItsObject(at.body()));
      case LAMBDA -> false;
    };
  }

  /**
   * Returns whether the body belongs to static threads and objects: nothing will end what runs in
   * it.
   */
  public boolean isStatic(Body body) {
    Boolean known = bodies.putIfAbsent(body, false);
    if (known == null) {
      known = decide(body);
      bodies.put(body, known);
    }
    return known;
  }

  private boolean decide(Body body) {
    if (body.kind() == Body.Kind.STATIC_INITIALIZER || hooks.get(body.id())) {
      return true;
    }
    if (body.enclosing().isPresent() && isStatic(index.facts().body(body.enclosing().getAsInt()))) {
      return true;
    }
    if (body.kind() == Body.Kind.LAMBDA) {
      return !index.callsGiven(body).isEmpty()
          && index.callsGiven(body).stream().allMatch(this::isKeptByStatics);
    }
    if (!body.is(Modifier.STATIC)) {
      return isStatic(body.owner());
    }
    List<At<Event.Call>> callers = index.callersOf(body);
    return body.is(Modifier.PRIVATE)
        && !callers.isEmpty()
        && !index.isReferenced(body)
        && callers.stream().allMatch(at -> isStatic(at.body()));
  }

  /** Returns whether each object of the type lives as long as the process. */
  private boolean isStatic(String type) {
    Boolean known = types.putIfAbsent(type, false);
    if (known == null) {
      known = index.facts().type(type).filter(this::decide).isPresent();
      types.put(type, known);
    }
    return known;
  }

  private boolean decide(TypeFacts type) {
    if (type.kind() == TypeFacts.Kind.ENUM) {
      return true;
    }
    if (!index.get(EndMethods.KEY).of(type.name(), false).isEmpty()) {
      return false;
    }
    if (index.library().isSingleton(type)) {
      return true;
    }
    List<At<Event.Call>> made = index.creationsOf(type.name());
    return !made.isEmpty()
        && made.stream().allMatch(at -> isStatic(at.body()) || isKeptByStatics(at))
        && !isMadeElsewhere(type);
  }

  /** Returns whether another class of the compilation makes objects of the type. */
  boolean isMadeElsewhere(TypeFacts type) {
    return index.declarations().bodiesOf(type.name()).stream()
        .filter(body -> body.kind() == Body.Kind.CONSTRUCTOR && !body.is(Modifier.PRIVATE))
        .flatMap(
            body ->
                index
                    .facts()
                    .compilation()
                    .callersOf(body.key(), Set.of(type.simpleName()))
                    .stream())
        .anyMatch(other -> !index.indexOf(other).creationsOf(type.name()).isEmpty());
  }

  /**
   * Returns whether only static fields keep what the call makes, itself or in a thread that it is
   * given to, and nothing in the class releases it.
   */
  private boolean isKeptByStatics(At<Event.Call> at) {
    if (!at.event().isNew() && index.created(at.event()).isEmpty()) {
      return false;
    }
    AliasSet aliases = AliasSet.ofResult(index, at.event().id());
    List<Value.Field> keepers =
        aliases.in(index.values().assigned()).stream()
            .map(i -> index.assigns().get(i).event().target())
            .filter(Value.Field.class::isInstance)
            .map(Value.Field.class::cast)
            .toList();
    if (!keepers.isEmpty()) {
      return keepers.stream().allMatch(this::isUnreleased);
    }
    List<At<Event.Call>> takers =
        aliases
            .calls()
            .filter(call -> call.event().arguments().stream().anyMatch(aliases::contains))
            .toList();
    return !takers.isEmpty()
        && takers.stream()
            .allMatch(call -> index.created(call.event()).isPresent() && isKeptByStatics(call));
  }

  private boolean isUnreleased(Value.Field field) {
    return field.isStatic()
        && index.facts().field(field.key()).isPresent()
        && OwnerUses.ofField(index, field.key()).releasesHere().isEmpty();
  }

  /** Returns whether only the main method runs it, as far as its class shows. */
  private boolean isOfMain(Body body) {
    Body outer = outermost(body);
    return outer.isMainMethod()
        || (outer.kind() == Body.Kind.METHOD
            && outer.is(Modifier.PRIVATE)
            && outer.is(Modifier.STATIC)
            && !index.callersOf(outer).isEmpty()
            && index.callersOf(outer).stream().allMatch(at -> outermost(at.body()).isMainMethod()));
  }

  private Body outermost(Body body) {
    Body outer = body;
    while (outer.enclosing().isPresent()) {
      outer = index.facts().body(outer.enclosing().getAsInt());
    }
    return outer;
  }
}
