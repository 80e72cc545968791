package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.Mentions;
import dev.loosethread.model.index.ReferenceAt;
import dev.loosethread.model.index.ValueIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The uses of an owner in one class: how it is released, and how it escapes. */
public final class OwnerUses {
  private static final AnalysisKey<Map<FieldKey, OwnerUses>> FIELDS =
      AnalysisKey.of(index -> new HashMap<>());

  private static final List<JdkMethod> COLLECTIVE =
      List.of(
          JdkMethod.ITERABLE_FOR_EACH,
          JdkMethod.ITERABLE_ITERATOR,
          JdkMethod.COLLECTION_STREAM,
          JdkMethod.MAP_FOR_EACH,
          JdkMethod.MAP_VALUES);

  private static final AnalysisKey<Map<Value.Local, OwnerUses>> PARAMETERS =
      AnalysisKey.of(index -> new HashMap<>());

  /** A release and its place. */
  public record Release(Body body, Node node) {}

  /** An argument of a call whose code is elsewhere. */
  private record HandedOn(Body body, Node node, Event.Call call, int argument) {}

  private final ClassIndex index;
  private final Library library;
  private final AliasSet aliases;
  private final List<Release> releases = new ArrayList<>();

  /** Uses that only other classes can decide. Those classes are read on demand. */
  private final List<HandedOn> undecided = new ArrayList<>();

  /** Whether other classes are being read, which may hand it back to this one. */
  private boolean isBeingDecided;

  private final List<Body> getters = new ArrayList<>();
  private boolean escapes;
  private boolean isHandedOut;

  /** Whether code that is visible, or a collection of the JDK, gets it for whoever ends it. */
  private boolean isPassedOn;

  /** Returns the uses of the owner in the field. */
  public static OwnerUses ofField(ClassIndex index, FieldKey field) {
    Map<FieldKey, OwnerUses> known = index.get(FIELDS);
    OwnerUses uses = known.get(field);
    if (uses == null) {
      uses = new OwnerUses(index, AliasSet.ofField(index, field));
      known.put(field, uses);
    }
    return uses;
  }

  /** Returns the uses of an argument that a class gets from another. */
  private static OwnerUses ofParameter(ClassIndex index, Value.Local parameter) {
    Map<Value.Local, OwnerUses> known = index.get(PARAMETERS);
    OwnerUses uses = known.get(parameter);
    if (uses == null) {
      AliasSet handed = AliasSet.ofLocal(index, parameter.id());
      uses = new OwnerUses(index, handed);
      uses.escapes |= uses.isHandedOut || handed.mayBeReachedBySubclasses();
      known.put(parameter, uses);
    }
    return uses;
  }

  public OwnerUses(ClassIndex index, AliasSet aliases) {
    this.index = index;
    this.library = index.library();
    this.aliases = aliases;
    followFields();
    scan();
  }

  /** The values that are the owner, other fields that keep it included. */
  public AliasSet aliases() {
    return aliases;
  }

  public List<Release> releases() {
    decide();
    return releases;
  }

  /** The releases known without reading other classes now: those in the class itself, at least. */
  List<Release> releasesHere() {
    return releases;
  }

  public boolean escapes() {
    return isHandedOut || escapesForGood();
  }

  /**
   * Returns whether it escapes other than through a plain getter, whose callers may only use it.
   */
  public boolean escapesForGood() {
    if (!escapes) {
      decide();
    }
    return escapes;
  }

  /**
   * Returns whether other code of the compilation releases what a getter returns to it: a
   * superclass or default method that calls back, or a part that got this object.
   */
  boolean isReleasedThroughGetter() {
    return getters.stream().anyMatch(this::isResultReleasedElsewhere);
  }

  private boolean isResultReleasedElsewhere(Body getter) {
    return endsResult(index, getter.key())
        || index.facts().compilation().callersOf(getter.key(), Set.of()).stream()
            .map(index::indexOf)
            .anyMatch(other -> endsResult(other, getter.key()));
  }

  /** What becomes of the results of a reference to the getter is not followed. */
  private boolean endsResult(ClassIndex other, MethodKey getter) {
    return other.references().stream()
            .anyMatch(
                at ->
                    at.value() instanceof Value.MethodReference reference
                        && reference.method().name().equals(getter.name())
                        && isCallOf(reference.method(), getter, other.hierarchy()))
        || releasesResult(other, getter);
  }

  private boolean releasesResult(ClassIndex other, MethodKey getter) {
    return other.callsNamed(getter.name()).stream()
        .map(At::event)
        // The results of those are aliases, whose releases are known.
        .filter(call -> other != index || !call.method().owner().equals(getter.owner()))
        .filter(call -> isCallOf(call.method(), getter, other.hierarchy()))
        .map(call -> new OwnerUses(other, AliasSet.ofResult(other, call.id())))
        .anyMatch(uses -> uses.mayBeEnded(other != index));
  }

  /**
   * @param isElsewhere whether it belongs to another class, which lends it without knowing what for
   */
  private boolean mayBeEnded(boolean isElsewhere) {
    return !releasesHere().isEmpty()
        || (isElsewhere && (aliases.isReturned() || !releases().isEmpty() || isPassedOn));
  }

  private static boolean isCallOf(MethodKey called, MethodKey getter, TypeHierarchy hierarchy) {
    return called.parameters().equals(getter.parameters())
        && (hierarchy.isSubtype(called.owner(), getter.owner())
            || hierarchy.isSubtype(getter.owner(), called.owner()));
  }

  private void decide() {
    List<HandedOn> all = List.copyOf(undecided);
    undecided.clear();
    isBeingDecided = true;
    all.forEach(this::decide);
    isBeingDecided = false;
  }

  /** Returns whether a method only returns what there is, or makes it first if there is none. */
  private boolean isGetter(Body body) {
    return body.kind() == Body.Kind.METHOD
        && !body.is(Modifier.PRIVATE)
        && body.parameters().isEmpty()
        && body.flow().nodes().stream().map(Node::event).allMatch(this::mayBeInGetter);
  }

  private boolean mayBeInGetter(@Nullable Event event) {
    return event == null
        || event instanceof Event.Return
        || event instanceof Event.Branch
        || (event instanceof Event.Assign assign && !(assign.target() instanceof Value.Element))
        || (event instanceof Event.Call call && index.created(call).isPresent());
  }

  /** Objects of classes nested here that keep it: their field is watched like the owner's. */
  private void followFields() {
    Mentions assigned = index.values().assigned();
    SortedSet<Integer> places = new TreeSet<>();
    int known = 0;
    boolean grows = true;
    while (grows) {
      grows = false;
      known = aliases.addTo(places, assigned, known);
      SortedSet<Integer> later = places;
      while (!later.isEmpty()) {
        int place = later.first();
        if (index.assigns().get(place).event().target() instanceof Value.Field field
            && !aliases.contains(field)) {
          if (!isOwnInstance(field) || !isDeclaredHere(field.key())) {
            escapes = true;
          } else {
            grows |= aliases.addField(field.key());
            known = aliases.addTo(places, assigned, known);
          }
        }
        later = places.tailSet(place + 1);
      }
    }
  }

  private static boolean isOwnInstance(Value.Field field) {
    return field.receiver() instanceof Value.This;
  }

  private boolean isDeclaredHere(FieldKey key) {
    return index.facts().field(key).isPresent();
  }

  private void scan() {
    // An opaque body may contain a release.
    escapes |= index.hasOpaque();
    aliases.calls().forEach(at -> call(at.body(), at.node(), at.event()));
    ValueIndex values = index.values();
    for (int i : aliases.in(values.closed())) {
      At<Event.AutoClose> at = index.autoCloses().get(i);
      releases.add(new Release(at.body(), at.node()));
    }
    for (int i : aliases.in(values.returned())) {
      Body body = index.returns().get(i).body();
      if (isGetter(body)) {
        isHandedOut = true;
        getters.add(body);
      } else if (!aliases.isMadeBy(body)) {
        escapes |= !body.is(Modifier.PRIVATE) || body.kind() == Body.Kind.LAMBDA;
      }
    }
    for (int i : aliases.in(values.assigned())) {
      escapes |= index.assigns().get(i).event().target() instanceof Value.Element;
    }
    for (int i : aliases.in(values.references())) {
      ReferenceAt reference = index.references().get(i);
      reference(reference.body(), reference.node(), reference.value());
    }
  }

  /** {@code executor::shutdown}, wherever it is passed. */
  private void reference(Body body, Node node, Value value) {
    if (value instanceof Value.MethodReference reference) {
      if (aliases.contains(reference.receiver()) && library.releasesReceiver(reference.method())) {
        releases.add(new Release(body, node));
      }
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(v -> reference(body, node, v));
    }
  }

  private void call(Body body, Node node, Event.Call call) {
    MethodKey method = call.method();
    if (aliases.contains(call.receiver())) {
      if (library.releasesReceiver(method) || isCollective(call) || promisesRelease(method)) {
        releases.add(new Release(body, node));
      } else if (JdkMethod.THREAD_POOL_ALLOW_CORE_TIME_OUT.isNamesake(method)
          && call.arguments().equals(List.of(new Value.Constant(true)))) {
        // Its threads end when idle (ThreadPoolExecutor javadoc): nothing is left to release.
        escapes = true;
      } else if (isFluentSelf(call)) {
        escapes = true;
      }
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (aliases.contains(call.arguments().get(i))) {
        argument(body, node, call, i);
      }
    }
  }

  /**
   * {@code executors.forEach(..)} and streams reach all owners of a collection. They count as a
   * release, since what is done with the owners is not followed.
   */
  private boolean isCollective(Event.Call call) {
    return COLLECTIVE.stream().anyMatch(method -> method.is(call.method(), index.hierarchy()));
  }

  /** A call on a project's subclass that returns the receiver's type may return the receiver. */
  private static boolean isFluentSelf(Event.Call call) {
    return !call.isDiscarded()
        && call.receiver().typeName().filter(call.resultType()::equals).isPresent()
        && !call.resultType().startsWith("java.");
  }

  /**
   * A type of the project may have any name for its release: {@code pool.shutdownGracefully(..)}.
   */
  private boolean promisesRelease(MethodKey method) {
    if (method.owner().startsWith("java.")) {
      return false;
    }
    return library.promisesRelease(method.name());
  }

  private void argument(Body body, Node node, Event.Call call, int index) {
    MethodKey method = call.method();
    if (library.releasesArgument(method, index)) {
      releases.add(new Release(body, node));
      return;
    }
    // A visible callee: its parameter is an alias, and its code is scanned like the rest.
    if (call.body().isPresent()) {
      if (isKeptByRecord(this.index.facts().body(call.body().getAsInt()))) {
        escapes = true;
        isPassedOn = true;
      }
      return;
    }
    if (library.isNullCheck(method)
        || library.decoratedArgument(method).filter(d -> d == index).isPresent()
        || library.borrowsArgument(method, index)) {
      return;
    }
    if (library.promisesRelease(method.name())) {
      releases.add(new Release(body, node));
      return;
    }
    undecided.add(new HandedOn(body, node, call, index));
  }

  /** The canonical constructor may keep its arguments without saying so (JLS 8.10.4). */
  private boolean isKeptByRecord(Body callee) {
    return callee.kind() == Body.Kind.CONSTRUCTOR
        && index
            .facts()
            .type(callee.owner())
            .filter(type -> type.kind() == TypeFacts.Kind.RECORD)
            .isPresent()
        && index.assignsIn(callee).stream()
            .noneMatch(at -> at.event().target() instanceof Value.Field);
  }

  private void decide(HandedOn handed) {
    MethodKey method = handed.call().method();
    int index = handed.argument();
    OwnerUses there = elsewhere(method, index);
    if (there != null && !there.releases().isEmpty()) {
      releases.add(new Release(handed.body(), handed.node()));
      return;
    }
    String parameter =
        index < method.parameters().size() ? method.parameters().get(index) : "java.lang.Object";
    // Who takes any object may find out later what it is, and end it then.
    boolean isKnownAsOwner = library.ownerKind(parameter).isPresent();
    if (there != null && isKnownAsOwner && !there.escapesForGood()) {
      return;
    }
    isPassedOn |=
        method.owner().startsWith("java.")
            || this.index.facts().type(method.owner()).isPresent()
            || this.index.declaring(method.owner()).isPresent();
    // The receiver of a plain Executor cannot shut it down.
    if (!parameter.equals("java.util.concurrent.Executor")) {
      escapes = true;
    }
  }

  /**
   * Returns the uses of an argument in another class, or null if its code is not known. A class
   * that keeps and closes it takes over the ownership; one that only uses it does not.
   */
  private @Nullable OwnerUses elsewhere(MethodKey method, int argument) {
    ClassIndex other = index.declaring(method.owner()).orElse(null);
    if (other == null) {
      return null;
    }
    for (Body callee : other.facts().bodies()) {
      if (callee.key().equals(method)
          && callee.hasCode()
          && !callee.isOpaque()
          && argument < callee.parameters().size()) {
        OwnerUses uses = ofParameter(other, callee.parameters().get(argument));
        // What a recursion does in the end is not known before it ends.
        return uses.isBeingDecided ? null : uses;
      }
    }
    return null;
  }
}
