package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.FieldLeaks;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.ThreadStarts.ThreadStart;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import dev.loosethread.model.tasks.TaskLoops;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Decides whether a guard on a start method changes nothing but the second start: what could be
 * started again must still start, and what was refused must still be refused.
 */
public final class StartGuardRemedy {
  private final ClassIndex index;
  private final Body start;
  private final ThreadStart launch;
  private final List<Body> ends;

  public StartGuardRemedy(ClassIndex index, Body start, ThreadStart launch) {
    this.index = index;
    this.start = start;
    this.launch = launch;
    this.ends = index.get(EndMethods.KEY).of(start.owner(), false);
  }

  /** Returns the guard, or why a guard may change more. */
  public Remedy remedy() {
    return obstacle()
        .<Remedy>map(Remedy.None::new)
        .orElseGet(() -> new Remedy.AddStartGuard(start.id(), resetting(), mayThrow()));
  }

  private Optional<String> obstacle() {
    return typeWithoutState()
        .or(this::refusal)
        .or(this::otherStart)
        .or(this::ownEnd)
        .or(this::foreignEnd)
        .or(this::result);
  }

  private Optional<String> typeWithoutState() {
    TypeFacts.Kind kind = index.facts().type(start.owner()).map(TypeFacts::kind).orElse(null);
    return kind == TypeFacts.Kind.RECORD || kind == TypeFacts.Kind.INTERFACE
        ? Optional.of("a record or interface has no field for a guard")
        : Optional.empty();
  }

  /** A guard would return silently where an exception tells the caller that he is wrong. */
  private Optional<String> refusal() {
    return index
        .get(StartGuards.KEY)
        .refusalAfter(start, launch.node().id())
        .map(call -> "a second call may throw at " + Messages.name(call));
  }

  /** Two methods that start the same thing need one guard for both. */
  private Optional<String> otherStart() {
    return index.get(StartMethods.KEY).all().stream()
        .filter(other -> other != start && other.owner().equals(start.owner()))
        .filter(other -> !index.reach(start).get(other.id()) && !index.reach(other).get(start.id()))
        .filter(
            other ->
                index.get(ThreadStarts.KEY).in(other).stream()
                    .anyMatch(l -> l.field().isPresent() && l.field().equals(launch.field())))
        .findFirst()
        .map(other -> signature(other) + " starts the same and needs the same guard");
  }

  private static String signature(Body method) {
    return method.key().name()
        + "("
        + method.parameters().stream().map(Value.Local::name).collect(Collectors.joining(", "))
        + ")";
  }

  /** After a thread that ends by itself, the next start is meant. */
  private Optional<String> ownEnd() {
    return launch.kind() == StartKind.THREAD && tasks(start, launch).stream().anyMatch(this::ends)
        ? Optional.of("its thread ends by itself, and " + Messages.name(start) + " may run again")
        : Optional.empty();
  }

  private boolean ends(TaskCode task) {
    EndlessLoops loops = index.get(EndlessLoops.KEY);
    return !task.isUnseen()
        && !TaskLoops.runsUntilStopped(task)
        && loops.in(task).isEmpty()
        && !loops.consumes(task);
  }

  /** The code of the launched thread. */
  private List<TaskCode> tasks(Body body, ThreadStart started) {
    if (!(started.node().event() instanceof Event.Call call)) {
      return List.of();
    }
    Optional<Body> helper = index.calledMethod(call);
    if (helper.isPresent()) {
      return helper.get() == body
          ? List.of()
          : index.get(ThreadStarts.KEY).in(helper.get()).stream()
              .flatMap(l -> tasks(helper.get(), l).stream())
              .toList();
    }
    return index
        .get(ValueFlow.KEY)
        .within(body)
        .of(call.receiver())
        .creations()
        .map(creation -> TaskCode.ofThread(index, creation.event()))
        .toList();
  }

  /** The guard would stay set when another class ends what was started. */
  private Optional<String> foreignEnd() {
    return launch
        .field()
        .flatMap(index.facts()::field)
        .filter(field -> !field.isPrivate() && new FieldLeaks(index).isReleasedOutside(field))
        .map(FieldFacts::key)
        .map(field -> "another class may end " + field.name() + " and start it again");
  }

  /** What the first call returned is what a second one returns, if it is always the same. */
  private Optional<String> result() {
    if (start.returnType().equals("void")) {
      return Optional.empty();
    }
    Set<Value> returned =
        index.returnsOf(start.id()).stream()
            .map(at -> at.event().value())
            .collect(Collectors.toSet());
    return returned.size() == 1 && isLasting(returned.iterator().next())
        ? Optional.empty()
        : Optional.of("a second call would have to return something else");
  }

  private static boolean isLasting(Value value) {
    return value instanceof Value.This
        || value instanceof Value.Constant
        || (value instanceof Value.Field field && field.isOwn());
  }

  /**
   * The methods that undo a start themselves, without those that call another one of them: the end
   * methods, and others that end what the start keeps.
   */
  private List<Integer> resetting() {
    List<Body> undoing = new ArrayList<>();
    for (Body method : index.declarations().bodiesOf(start.owner())) {
      if (method != start
          && method.kind() == Body.Kind.METHOD
          && method.hasCode()
          && !method.is(Modifier.PRIVATE)
          && !method.is(Modifier.STATIC)
          && (isEnd(method) || endsLaunched(method))) {
        undoing.add(method);
      }
    }
    return undoing.stream()
        .filter(e -> undoing.stream().noneMatch(o -> o != e && index.reach(e).get(o.id())))
        .map(Body::id)
        .toList();
  }

  private boolean isEnd(Body method) {
    return ends.contains(method) && (method.parameters().isEmpty() || ends.size() == 1);
  }

  private boolean endsLaunched(Body method) {
    BitSet reached = index.reach(method);
    Optional<FieldKey> kept = launch.field();
    return kept.isPresent()
        && !reached.get(start.id())
        && OwnerUses.ofField(index, kept.get()).releases().stream()
            .anyMatch(release -> reached.get(release.body().id()));
  }

  private boolean mayThrow() {
    return start.flow().nodes().stream()
        .anyMatch(
            n ->
                n.event() instanceof Event.Call
                    && n.successors().stream()
                        .anyMatch(
                            e ->
                                e.kind() == Kind.EXCEPTION
                                    && e.target() == start.flow().throwExit()));
  }
}
