package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
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

/**
 * Owners that a class creates and keeps in a collection, map, array or reference of its own, and
 * whose end method forgets them without ending them.
 *
 * <p>It is silent where any code of the class takes the owners out in a way that is not followed: a
 * loop over them, a stream, an argument. It is so too where the container may be more than one of
 * the JDK, which may end what it drops.
 */
public final class ContainerLeaks {
  private static final List<String> CONTAINERS =
      List.of(
          "java.util.Collection",
          "java.util.Map",
          "java.util.concurrent.atomic.AtomicReference",
          "java.util.concurrent.atomic.AtomicReferenceArray");

  /** Methods that put their last argument in. Some return what was there before. */
  private static final Set<String> PUTTING =
      Set.of(
          "add",
          "addFirst",
          "addLast",
          "compareAndSet",
          "computeIfAbsent",
          "getAndSet",
          "lazySet",
          "offer",
          "push",
          "put",
          "putIfAbsent",
          "set");

  /** Methods that give one element. */
  private static final Set<String> GIVING =
      Set.of("get", "getOrDefault", "element", "peek", "poll", "pop", "remove", "take");

  /** Methods that touch no element. */
  private static final Set<String> NEUTRAL =
      Set.of("clear", "contains", "containsKey", "isEmpty", "length", "size");

  private final ClassIndex index;
  private final Library library;
  private final EndMethods ends;

  public ContainerLeaks(ClassIndex index) {
    this.index = index;
    this.library = index.library();
    this.ends = index.get(EndMethods.KEY);
  }

  /**
   * Owners that nothing ends.
   *
   * @param container the field that keeps them
   * @param creation the first call that creates one
   * @param creator the method that does, around a lambda
   * @param end the end method that does not end them
   * @param ownsAll whether the class creates all that it puts in, and puts in no {@code null}
   */
  public record Leak(
      FieldFacts container, At<Event.Call> creation, Body creator, Body end, boolean ownsAll) {}

  /** Returns the leaks of this kind, at most one of each field. */
  public List<Leak> leaks(OwnerKind kind) {
    return index.facts().fields().stream()
        .filter(FieldFacts::isPrivate)
        .flatMap(field -> leak(field, kind).stream())
        .toList();
  }

  private Optional<Leak> leak(FieldFacts field, OwnerKind kind) {
    if (!isContainer(field.type())) {
      return Optional.empty();
    }
    TypeFacts type = index.facts().type(field.key().owner()).orElse(null);
    if (type == null
        || library.isManaged(field.annotations())
        || index.get(ProcessLife.KEY).isExample(type.name())) {
      return Optional.empty();
    }
    Optional<Body> end = ends.of(type.name(), field.isStatic()).stream().findFirst();
    Container container = new Container(field);
    return end.flatMap(e -> container.leaking(kind).map(at -> leak(container, at, e)));
  }

  private Leak leak(Container container, At<Event.Call> creation, Body end) {
    Body creator = index.declarations().aroundLambdas(creation.body());
    return new Leak(container.field, creation, creator, end, container.ownsAll());
  }

  private boolean isContainer(String type) {
    return type.endsWith("[]")
        || CONTAINERS.stream().anyMatch(known -> index.hierarchy().isSubtype(type, known));
  }

  /** One field, and what the class does with what is in it. */
  private final class Container {
    private final FieldFacts field;
    private final AliasSet aliases;
    private final List<Value> put = new ArrayList<>();

    /** Calls that give an element. */
    private final Set<Integer> given = new LinkedHashSet<>();

    Container(FieldFacts field) {
      this.field = field;
      this.aliases = AliasSet.ofField(index, field.key());
    }

    /** Returns a creation of this kind whose owner is put in, and that nothing ends. */
    Optional<At<Event.Call>> leaking(OwnerKind kind) {
      if (aliases.isReturned()
          || !aliases.keepers().stream().allMatch(field.key()::equals)
          || !aliases.in(index.values().references()).isEmpty()
          || !aliases.in(index.values().closed()).isEmpty()
          || !index.assignsTo(field.key()).stream().allMatch(at -> isOfJdk(at.event().value()))
          || !aliases.calls().allMatch(at -> isFollowed(at.event()))) {
        return Optional.empty();
      }
      index.assigns().stream()
          .map(At::event)
          .filter(
              a ->
                  a.target() instanceof Value.Element element
                      && aliases.contains(element.container()))
          .forEach(a -> put.add(a.value()));
      List<At<Event.Call>> made = put.stream().flatMap(this::creations).distinct().toList();
      return made.stream().anyMatch(at -> index.created(at.event()).filter(kind::equals).isEmpty())
              || !given.stream().allMatch(this::isOnlyUsed)
              || !made.stream().allMatch(at -> isOnlyUsed(at.event().id()))
          ? Optional.empty()
          : made.stream().filter(this::staysAlive).findFirst();
    }

    /** An array, or a collection that the JDK makes of nothing but others of the JDK. */
    private boolean isOfJdk(Value value) {
      Event.Call made = index.callOf(value).orElse(null);
      if (made == null) {
        return value instanceof Value.Null
            || (field.type().endsWith("[]") && value instanceof Value.Unknown);
      }
      String maker = made.isNew() ? made.createdType() : made.method().owner();
      return maker.startsWith("java.util.")
          && made.arguments().stream()
              .filter(argument -> argument.typeName().filter(this::isContainer).isPresent())
              .allMatch(this::isOfJdk);
    }

    private boolean isContainer(String type) {
      return ContainerLeaks.this.isContainer(type);
    }

    private boolean staysAlive(At<Event.Call> made) {
      AliveThreads alive = index.get(AliveThreads.KEY);
      List<Event.Call> creation = List.of(made.event());
      AliasSet owner = AliasSet.ofResult(index, made.event().id());
      return isForgottenAtTheEnd()
          ? !alive.endWhenForgotten(creation, owner)
          : !alive.endWhenIdle(creation, owner);
    }

    private Stream<At<Event.Call>> creations(Value value) {
      return index.get(ValueFlow.KEY).upToFields().of(value).creations();
    }

    /** As far as {@link #leaking} has found what is put in. */
    boolean ownsAll() {
      return put.stream()
          .map(value -> index.get(ValueFlow.KEY).upToFields().of(value).all())
          .allMatch(
              sources ->
                  !sources.isEmpty()
                      && sources.stream().allMatch(Source.Created.class::isInstance));
    }

    /** Also notes what the call puts in, or that it gives an element. */
    private boolean isFollowed(Event.Call call) {
      if (!aliases.contains(call.receiver())) {
        return library.borrowsArgument(call.method(), 0) || isFill(call.method());
      }
      // Some methods are declared further up, such as Iterable.forEach().
      boolean isOnContainer =
          isContainer(call.method().owner())
              || call.receiver().typeName().filter(this::isContainer).isPresent();
      if (!isOnContainer) {
        // A call on an element of an array, or a copy of the array.
        return !call.method().name().equals("clone") && isUse(call);
      }
      String name = call.method().name();
      if (PUTTING.contains(name)) {
        putIn(call);
        given.add(call.id());
        return true;
      }
      if (GIVING.contains(name)) {
        given.add(call.id());
        return true;
      }
      return NEUTRAL.contains(name);
    }

    /** {@code Arrays.fill(pools, null)}. */
    private boolean isFill(MethodKey method) {
      return method.owner().equals("java.util.Arrays") && method.name().equals("fill");
    }

    private void putIn(Event.Call call) {
      if (call.arguments().isEmpty()) {
        return;
      }
      Value last = call.arguments().get(call.arguments().size() - 1);
      if (last instanceof Value.Lambda lambda) {
        index.returnsOf(lambda.body()).forEach(at -> put.add(at.event().value()));
      } else {
        put.add(last);
      }
    }

    /** Returns whether the class neither ends what the call returns nor hands it to other code. */
    private boolean isOnlyUsed(int call) {
      AliasSet element = AliasSet.ofResult(index, call);
      return !isGivenAway(element)
          && element.keepers().isEmpty()
          && element.in(index.values().closed()).isEmpty()
          && element.in(index.values().references()).isEmpty()
          && element
              .calls()
              .allMatch(
                  at ->
                      element.contains(at.event().receiver())
                          ? isUse(at.event())
                          : isLent(at.event(), element));
    }

    /** The lambda that a map asks for a value returns it to the map. */
    private boolean isGivenAway(AliasSet element) {
      return element.in(index.values().returned()).stream()
          .map(i -> index.returns().get(i).body())
          .anyMatch(body -> body.kind() != Body.Kind.LAMBDA && !isForgottenAtTheEnd());
    }

    /** Returns whether an end method empties the container, which shows whose the owners are. */
    private boolean isForgottenAtTheEnd() {
      return ends.of(field.key().owner(), field.isStatic()).stream()
          .anyMatch(
              end ->
                  aliases
                      .callsOn()
                      .anyMatch(
                          at ->
                              index.reach(end).get(at.body().id())
                                  && (at.event().method().name().equals("clear")
                                      || at.event().arguments().contains(Value.NULL))));
    }

    private boolean isUse(Event.Call call) {
      return !library.releasesReceiver(call.method())
          && !library.promisesRelease(call.method().name());
    }

    private boolean isLent(Event.Call call, AliasSet element) {
      boolean isPut = aliases.contains(call.receiver());
      for (int i = 0; i < call.arguments().size() && !isPut; i++) {
        if (element.contains(call.arguments().get(i))
            && (library.releasesArgument(call.method(), i)
                || !library.borrowsArgument(call.method(), i))) {
          return false;
        }
      }
      return true;
    }
  }
}
