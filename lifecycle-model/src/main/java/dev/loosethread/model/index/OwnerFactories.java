package dev.loosethread.model.index;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Methods that create a thread owner for their caller and keep no reference to it. */
public final class OwnerFactories {
  public static final AnalysisKey<OwnerFactories> KEY = AnalysisKey.of(OwnerFactories::new);

  private final ClassIndex index;
  private final Map<Integer, Optional<OwnerKind>> known = new HashMap<>();
  private @Nullable Map<OwnerKind, List<At<Event.Call>>> obtaining;

  private OwnerFactories(ClassIndex index) {
    this.index = index;
  }

  /**
   * The calls that give their caller a new owner: of the library's methods, or of a factory that is
   * declared here.
   */
  public List<At<Event.Call>> obtaining(OwnerKind kind) {
    if (obtaining == null) {
      Map<OwnerKind, List<At<Event.Call>>> found = new EnumMap<>(OwnerKind.class);
      obtaining = found;
      if (index.createsOwners()) {
        for (At<Event.Call> at : index.calls()) {
          obtained(at.event())
              .ifPresent(k -> found.computeIfAbsent(k, o -> new ArrayList<>()).add(at));
        }
      }
    }
    return obtaining.getOrDefault(kind, List.of());
  }

  private Optional<OwnerKind> obtained(Event.Call call) {
    Optional<OwnerKind> kind = index.created(call);
    return kind.isPresent() ? kind : index.calledMethod(call).flatMap(this::madeBy);
  }

  /**
   * The kind of owner that a method of another class makes for its caller: a static method, or one
   * of an object whose class is known exactly, so that no subclass can replace it.
   */
  Optional<OwnerKind> madeElsewhere(Event.Call call) {
    if (call.isNew()
        || call.body().isPresent()
        || index.library().ownerKind(call.resultType()).isEmpty()
        || !(call.isStatic() || isOfCreated(call))) {
      return Optional.empty();
    }
    return elsewhere(call).flatMap(f -> f.index.get(KEY).madeExactlyBy(f.method));
  }

  private boolean isOfCreated(Event.Call call) {
    List<Source> receivers = index.get(ValueFlow.KEY).of(call.receiver()).all();
    return !receivers.isEmpty()
        && receivers.stream()
            .allMatch(
                source ->
                    source instanceof Source.Created created
                        && created.by().event().createdType().equals(call.method().owner()));
  }

  /** A factory, and the class that declares it. */
  private record Factory(ClassIndex index, Body method) {}

  private Optional<Factory> elsewhere(Event.Call call) {
    return index
        .declaring(call.method().owner())
        .flatMap(
            other ->
                other.declarations().bodiesOf(call.method().owner()).stream()
                    .filter(body -> body.key().equals(call.method()))
                    .map(body -> new Factory(other, body))
                    .findFirst());
  }

  /**
   * Returns whether all creations that the result of a call may come from pass a test: the call
   * itself, or those in the factory that it calls.
   *
   * @param test gets each of them with the catalogue as its class sees it
   */
  public boolean allMade(Event.Call call, BiPredicate<Library, Event.Call> test) {
    return allMade(call, test, new HashSet<>());
  }

  private boolean allMade(
      Event.Call call, BiPredicate<Library, Event.Call> test, Set<Body> entered) {
    Factory factory =
        index.library().creates(call).isPresent()
            ? null
            : index
                .calledMethod(call)
                .map(method -> new Factory(index, method))
                .or(() -> elsewhere(call))
                .orElse(null);
    if (factory == null) {
      return test.test(index.library(), call);
    }
    if (!entered.add(factory.method)) {
      // For a recursive method, the other paths decide.
      return true;
    }
    OwnerFactories there = factory.index.get(KEY);
    return there.creationsIn(factory.method).stream()
        .allMatch(made -> there.allMade(made, test, entered));
  }

  private List<Event.Call> creationsIn(Body method) {
    return index.returnsOf(method.id()).stream()
        .map(at -> index.get(ValueFlow.KEY).withinMethods().of(at.event().value()))
        .flatMap(sources -> sources.all().stream())
        .flatMap(source -> creation(source).stream())
        .toList();
  }

  /** The kind of owner that every call of the method makes, if it does. */
  public Optional<OwnerKind> madeBy(Body method) {
    // A subclass may return a shared object.
    return index.declarations().mayBeOverridden(method) ? Optional.empty() : madeExactlyBy(method);
  }

  /** The same if the method runs itself, and none that overrides it. */
  private Optional<OwnerKind> madeExactlyBy(Body method) {
    Optional<OwnerKind> kind = known.get(method.id());
    if (kind == null) {
      // For a recursive method, the other paths decide.
      known.put(method.id(), Optional.empty());
      kind =
          method.kind() == Body.Kind.METHOD && !method.isOpaque()
              ? returned(method)
              : Optional.empty();
      known.put(method.id(), kind);
    }
    return kind;
  }

  private Optional<OwnerKind> returned(Body method) {
    OwnerKind kind = null;
    for (At<Event.Return> at : index.returnsOf(method.id())) {
      if (at.event().value() instanceof Value.Null) {
        continue;
      }
      OwnerKind made = made(at.event().value(), method).orElse(null);
      if (made == null || (kind != null && kind != made)) {
        return Optional.empty();
      }
      kind = made;
    }
    // Its caller cannot tell that it is a scheduled one.
    boolean isPlain =
        kind == OwnerKind.SCHEDULED_EXECUTOR
            && index
                .library()
                .ownerKind(method.returnType())
                .filter(k -> k == OwnerKind.EXECUTOR)
                .isPresent();
    return isPlain ? Optional.of(OwnerKind.EXECUTOR) : Optional.ofNullable(kind);
  }

  /** The kind of owner that all sources of the value create, if no other code keeps it. */
  private Optional<OwnerKind> made(Value value, Body method) {
    ValueFlow.Sources sources = index.get(ValueFlow.KEY).withinMethods().of(value);
    Set<OwnerKind> kinds = new HashSet<>();
    for (Source source : sources.all()) {
      Optional<OwnerKind> made = made(source, method);
      if (made.isEmpty()) {
        return Optional.empty();
      }
      kinds.add(made.get());
    }
    return kinds.size() == 1 && !sources.isShared()
        ? Optional.of(kinds.iterator().next())
        : Optional.empty();
  }

  private Optional<OwnerKind> made(Source source, Body method) {
    return creation(source)
        .flatMap(call -> obtained(call).filter(kind -> isKeptByNobody(call, method)));
  }

  private static Optional<Event.Call> creation(Source source) {
    if (source instanceof Source.Created created) {
      return Optional.of(created.by().event());
    }
    return source instanceof Source.Returned returned
        ? Optional.of(returned.by().event())
        : Optional.empty();
  }

  /** Returns whether the created owner does not escape from the method except to the caller. */
  private boolean isKeptByNobody(Event.Call creation, Body method) {
    Set<Integer> locals = locals(creation, method);
    if (givesItselfAway(creation)) {
      return false;
    }
    for (Body body : index.declarations().withEnclosed(method)) {
      for (Node node : body.flow().nodes()) {
        if (keeps(node.event(), creation, locals)
            || (node.event() instanceof Event.Call call
                && (body != method || endsIdle(call))
                && isIt(call.receiver(), creation, locals))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Its caller cannot tell that nothing is left to end (ThreadPoolExecutor javadoc). */
  private static boolean endsIdle(Event.Call call) {
    return JdkMethod.THREAD_POOL_ALLOW_CORE_TIME_OUT.isNamesake(call.method());
  }

  /** Returns whether the constructor of a subclass registers the new object somewhere. */
  private boolean givesItselfAway(Event.Call creation) {
    String type = creation.createdType();
    return creation.isNew()
        && !type.startsWith("java.")
        && (index.facts().type(type).isPresent() ? Optional.of(index) : index.declaring(type))
            .stream()
                .flatMap(other -> other.declarations().bodiesOf(type).stream())
                .filter(body -> body.kind() != Body.Kind.METHOD && body.kind() != Body.Kind.LAMBDA)
                .flatMap(body -> body.flow().nodes().stream())
                .map(Node::event)
                .anyMatch(
                    event ->
                        event instanceof Event.Call call
                            ? call.arguments().stream().anyMatch(Value.This.class::isInstance)
                            : event instanceof Event.Assign assign
                                && assign.value() instanceof Value.This);
  }

  private Set<Integer> locals(Event.Call creation, Body method) {
    Set<Integer> locals = new HashSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (At<Event.Assign> at : index.assignsIn(method)) {
        if (at.event().target() instanceof Value.Local local
            && isIt(at.event().value(), creation, locals)) {
          grows |= locals.add(local.id());
        }
      }
    }
    return locals;
  }

  private boolean keeps(@Nullable Event event, Event.Call creation, Set<Integer> locals) {
    if (event instanceof Event.Assign assign) {
      return !(assign.target() instanceof Value.Local) && isIt(assign.value(), creation, locals);
    }
    if (!(event instanceof Event.Call call)) {
      return false;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Value argument = call.arguments().get(i);
      if ((isIt(argument, creation, locals)
              || (argument instanceof Value.MethodReference reference
                  && isIt(reference.receiver(), creation, locals)))
          && !isLent(call, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLent(Event.Call call, int argument) {
    return index.library().isNullCheck(call.method())
        || index.library().decoratedArgument(call.method()).filter(d -> d == argument).isPresent()
        || index.library().borrowsArgument(call.method(), argument);
  }

  private static boolean isIt(Value value, Event.Call creation, Set<Integer> locals) {
    if (value instanceof Value.Choice choice) {
      return choice.alternatives().stream().anyMatch(v -> isIt(v, creation, locals));
    }
    return (value instanceof Value.Result result && result.call() == creation.id())
        || (value instanceof Value.Local local && locals.contains(local.id()));
  }
}
