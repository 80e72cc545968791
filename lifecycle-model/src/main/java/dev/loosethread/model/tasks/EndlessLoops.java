package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ReleaseCalls;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds loops that run until they are interrupted, and tells whether an interrupt reaches them.
 *
 * <p>Interruption is a request: it ends the wait of methods that throw InterruptedException, and
 * closes the channel of one that waits in an InterruptibleChannel. Other I/O does not notice it
 * (Thread.interrupt javadoc).
 */
public final class EndlessLoops {
  public static final AnalysisKey<EndlessLoops> KEY = AnalysisKey.of(EndlessLoops::new);

  private static final String FILE_CHANNEL = "java.nio.channels.FileChannel";

  private final ClassIndex index;

  private EndlessLoops(ClassIndex index) {
    this.index = index;
  }

  /**
   * Returns the first code of this class in a task with a loop that nothing but an interrupt ends.
   */
  public Optional<Body> in(TaskCode task) {
    return task.allHere().stream()
        .filter(body -> !body.isOpaque() && hasEndlessLoop(body))
        .findFirst();
  }

  /**
   * Returns whether the code of a task has a loop that takes what other code hands to it: it goes
   * on until it is told to end, in whatever way.
   */
  public boolean consumes(TaskCode task) {
    return task.allHere().stream()
        .flatMap(body -> TaskLoops.exits(index, body))
        .flatMap(LoopExits::calls)
        .anyMatch(call -> !call.isStatic() && index.library().isSource(call.method()));
  }

  /** Returns whether a task goes on until something ends it, in whatever way. */
  public boolean runsUntilEnded(TaskCode task) {
    return TaskLoops.runsUntilStopped(task) || in(task).isPresent() || consumes(task);
  }

  /**
   * Returns the code of a task with a loop that ends neither by itself nor on an interrupt: other
   * code has to change a state that it tests.
   */
  private static Optional<Body> deafIn(TaskCode task, Predicate<FieldFacts> isChanged) {
    return task.all().stream()
        .filter(part -> part.index().get(KEY).hasDeafLoop(part.body(), isChanged))
        .map(TaskCode.Part::body)
        .findFirst();
  }

  private boolean hasDeafLoop(Body body, Predicate<FieldFacts> isChanged) {
    StopFlags flags = index.get(StopFlags.KEY);
    return TaskLoops.exits(index, body)
        .anyMatch(
            exits ->
                !exits.planned().isEmpty()
                    && TaskLoops.waitsForAChange(index, exits)
                    && exits.planned().stream()
                        .noneMatch(
                            e ->
                                isInterruption(body.flow(), e)
                                    || flags.flagOf(e).filter(isChanged).isPresent()));
  }

  private boolean hasEndlessLoop(Body body) {
    return TaskLoops.loops(body).anyMatch(loop -> onlyInterruptEnds(body, loop));
  }

  private boolean onlyInterruptEnds(Body body, Flow.Loop loop) {
    LoopExits exits = index.exits(body, loop);
    if (!exits.isLoop()) {
      return false;
    }
    return exits.planned().isEmpty()
        ? exits.isEndless()
        : exits.planned().stream()
            .allMatch(e -> isInterruption(body.flow(), e) || isUnseen(body, loop, e));
  }

  /** Returns whether nothing but an interrupt ends the loop, be it meant to end or not. */
  boolean isOnlyInterrupted(Body body, LoopExits exits) {
    return exits.planned().isEmpty()
        ? exits.isEndless()
        : exits.planned().stream().allMatch(e -> isInterruption(body.flow(), e));
  }

  /** Returns whether an exit is the test of a flag whose change the loop does not come to see. */
  private boolean isUnseen(Body body, Flow.Loop loop, Exit exit) {
    return index
        .get(StopFlags.KEY)
        .flagOf(exit)
        .filter(flag -> index.get(LongWaits.KEY).hideTheChangeOf(flag, exit, body, loop))
        .isPresent();
  }

  private boolean isInterruption(Flow flow, Exit exit) {
    if (exit.edge().kind() == Kind.EXCEPTION
        && exit.edge().exception().equals(LoopExits.INTERRUPTED)) {
      return true;
    }
    if (exit.from().event() instanceof Event.Branch branch
        && branch.test() instanceof Event.Test.Truth truth
        && index.callOf(truth.value()).filter(LoopExits::isInterruptionCheck).isPresent()) {
      return true;
    }
    return isAfterAnInterrupt(flow, exit.from())
        || (exit.edge().kind() == Kind.EXCEPTION
            && exit.from().event() instanceof Event.Call call
            && throwsAfterAnInterruptOnly(call, new HashSet<>()));
  }

  /** Returns whether the node lies in a handler that only an InterruptedException enters. */
  private static boolean isAfterAnInterrupt(Flow flow, Node node) {
    for (OptionalInt handler = node.handler();
        handler.isPresent();
        handler = outer(flow, handler.getAsInt())) {
      if (flow.node(handler.getAsInt()).event() instanceof Event.Catch entry
          && entry.types().equals(List.of(LoopExits.INTERRUPTED))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a method of this class throws an exception in place of an interrupt's. */
  private boolean throwsAfterAnInterruptOnly(Event.Call call, Set<Body> seen) {
    Body callee = index.callee(call).orElse(null);
    if (callee == null || callee.isOpaque() || !seen.add(callee)) {
      return callee != null && !callee.isOpaque();
    }
    return callee.flow().nodes().stream()
        .allMatch(
            node ->
                node.event() instanceof Event.Throw
                    ? isAfterAnInterrupt(callee.flow(), node)
                    : !(node.event() instanceof Event.Call inner)
                        || index.callee(inner).isEmpty()
                        || throwsAfterAnInterruptOnly(inner, seen));
  }

  /** Returns the enclosing handler of a handler. */
  private static OptionalInt outer(Flow flow, int handler) {
    for (int i = handler - 1; i >= 0; i--) {
      // The node of a clause counts as inside; nodes that lead to it do not.
      Node before = flow.node(i);
      if (before.handler().isPresent()
          && before.handler().getAsInt() < handler
          && before.successors().stream().anyMatch(e -> e.target() == handler)) {
        return before.handler();
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Returns why an interrupt does not simply end the code of a task, in a few words; empty if
   * nothing speaks against it.
   */
  public Optional<String> obstacleToInterrupt(TaskCode task) {
    return task.all().stream()
        .flatMap(part -> part.index().get(KEY).obstacleIn(part.body()).stream())
        .findFirst();
  }

  /**
   * Returns why an interrupt may not end a task that runs until something ends it, in a few words;
   * empty if nothing speaks against it.
   */
  public Optional<String> obstacleToEnd(TaskCode task) {
    return obstacleToEnd(task, flag -> false);
  }

  /**
   * Returns the same for an interrupt that comes after the change of flags.
   *
   * @param isChanged whether a flag is changed before the interrupt
   */
  public Optional<String> obstacleToEnd(TaskCode task, Predicate<FieldFacts> isChanged) {
    return obstacleToInterrupt(task)
        .or(() -> deafIn(task, isChanged).map(b -> "an interrupt does not end " + Messages.name(b)))
        .or(() -> isToldByFlag(task) ? workThatIsCutShort(task) : Optional.empty());
  }

  /**
   * Returns whether a task has a loop that a flag was meant to end, after what it is doing then.
   */
  public boolean isToldByFlag(TaskCode task) {
    return task.allHere().stream()
        .anyMatch(
            body ->
                TaskLoops.loops(body)
                    .anyMatch(
                        loop ->
                            index.exits(body, loop).planned().stream()
                                .anyMatch(exit -> isUnseen(body, loop, exit))));
  }

  private Optional<String> workThatIsCutShort(TaskCode task) {
    return task.allHere().stream()
        .flatMap(body -> index.callsIn(body.id()).stream())
        .map(At::event)
        .filter(call -> call.body().isEmpty() && call.checked().contains(LoopExits.INTERRUPTED))
        .filter(call -> !LongWaits.isLong(index.library(), call))
        .findFirst()
        .map(call -> "an interrupt would cut short " + place(call));
  }

  /**
   * Returns which wait of the code keeps it from looking at the interrupt status, in a few words;
   * empty if there is none, or if the class closes what it waits for, which ends the wait.
   */
  public Optional<String> deafWaitIn(Body body) {
    return index
        .callsIn(index.reach(body))
        .map(At::event)
        .filter(call -> index.library().isUninterruptible(call.method()))
        .filter(call -> !isReleased(call.receiver()))
        .findFirst()
        .map(EndlessLoops::doesNotEnd);
  }

  private boolean isReleased(Value value) {
    return value instanceof Value.Field field
        && !index.get(ReleaseCalls.KEY).on(field.key()).isEmpty();
  }

  private static String doesNotEnd(Event.Call call) {
    return "an interrupt does not end " + place(call);
  }

  private static String place(Event.Call call) {
    return call.method().name() + "() in line " + call.site().line();
  }

  private Optional<String> obstacleIn(Body body) {
    return index.callsIn(body.id()).stream()
        .map(At::event)
        .flatMap(call -> obstacle(call).stream())
        .findFirst();
  }

  private Optional<String> obstacle(Event.Call call) {
    if (index.library().isUninterruptible(call.method())) {
      return Optional.of(doesNotEnd(call));
    }
    boolean isFileChannel =
        call.receiver()
            .typeName()
            .filter(type -> index.hierarchy().isSubtype(type, FILE_CHANNEL))
            .isPresent();
    return isFileChannel
        ? Optional.of("an interrupt would close the channel of " + place(call))
        : Optional.empty();
  }
}
