package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.List;
import java.util.Optional;

/**
 * A loop that waits, restores the interrupt status in the wait's handler, and waits again.
 *
 * <p>A wait throws immediately if the status is set (javadoc of Object.wait and Condition.await),
 * so from then on the loop only spins. If its end depends on the clock, it spins until the
 * deadline. If it waits for another thread to change something, it may spin forever: a wait that
 * throws immediately need not release the lock that the other thread is after.
 *
 * <p>Other analyses ask {@link SwallowedInterrupts} without this class, whose conditions have only
 * the restored status in common with those there.
 */
public final class SpinningWaits {
  /** The behaviour of the loop after the first interrupt. */
  public enum Spin {
    UNTIL_ITS_DEADLINE,
    WITHOUT_WAITING
  }

  private final ClassIndex index;
  private final Body body;
  private final LoopExits exits;
  private final SwallowedInterrupts interrupts;

  public SpinningWaits(
      ClassIndex index, Body body, LoopExits exits, SwallowedInterrupts interrupts) {
    this.index = index;
    this.body = body;
    this.exits = exits;
    this.interrupts = interrupts;
  }

  public static boolean mayHave(Body body) {
    return body.flow().nodes().stream()
        .anyMatch(
            n -> n.event() instanceof Event.Call call && SwallowedInterrupts.isInterrupt(call));
  }

  /** Returns the handlers that restore the status and so make the loop spin. */
  public List<Node> handlers() {
    return exits.isEndless() || exits.checksInterruption() || anEndInterrupts()
        ? List.of()
        : exits.interruptHandlers().stream().filter(h -> spin(h).isPresent()).toList();
  }

  public Optional<Spin> spin(Node handler) {
    if (!interrupts.restores(handler) || interrupts.endsItself(handler) || mayLeave(handler)) {
      return Optional.empty();
    }
    List<Event.Call> waits = waits(handler);
    if (waits.isEmpty()) {
      return Optional.empty();
    }
    if (exits.calls().anyMatch(SpinningWaits::readsTheClock) && comparesAtAnExit()) {
      return Optional.of(Spin.UNTIL_ITS_DEADLINE);
    }
    return waits.stream().allMatch(SpinningWaits::keepsTheLock) && exitsAskOthersOnly()
        ? Optional.of(Spin.WITHOUT_WAITING)
        : Optional.empty();
  }

  /**
   * Returns whether the class interrupts to stop something after it has changed the loop's
   * condition.
   */
  private boolean anEndInterrupts() {
    return index.calls().stream()
        .map(At::event)
        .anyMatch(
            c ->
                (SwallowedInterrupts.isInterrupt(c) && !isCurrentThread(c.receiver()))
                    || JdkMethod.EXECUTOR_SERVICE_SHUTDOWN_NOW.isNamesake(c.method())
                    || (JdkMethod.FUTURE_CANCEL.isNamesake(c.method())
                        && !c.arguments().isEmpty()));
  }

  private boolean isCurrentThread(Value thread) {
    return thread instanceof Value.Result result
        && index.call(result.call()) != null
        && JdkMethod.THREAD_CURRENT_THREAD.isNamesake(index.call(result.call()).event().method());
  }

  /** Returns whether the handler itself can exit the loop or changes its condition. */
  private boolean mayLeave(Node handler) {
    List<Node> inside = body.flow().handledBy(handler.id()).toList();
    return inside.stream().anyMatch(n -> n.event() instanceof Event.Assign)
        || exits.planned().stream()
            .map(Exit::from)
            .anyMatch(n -> n.id() == handler.id() || inside.contains(n));
  }

  private List<Event.Call> waits(Node handler) {
    return body.flow().nodes().stream()
        .filter(n -> exits.contains(n.id()) && n.event() instanceof Event.Call)
        .filter(n -> isInterrupted(n, handler))
        .map(n -> (Event.Call) n.event())
        .toList();
  }

  /** Returns whether an interrupt of the call enters the handler. */
  private boolean isInterrupted(Node call, Node handler) {
    return Paths.reachable(
            body.flow(),
            Paths.targets(
                call,
                e ->
                    e.kind() == Flow.Kind.EXCEPTION && e.exception().equals(LoopExits.INTERRUPTED)),
            // Between the two may lie the end of a synchronized block.
            n -> n.event() == null || n.event() instanceof Event.Monitor,
            (n, e) -> true)
        .get(handler.id());
  }

  private static boolean readsTheClock(Event.Call call) {
    return JdkMethod.SYSTEM_NANO_TIME.is(call.method())
        || JdkMethod.SYSTEM_CURRENT_TIME_MILLIS.is(call.method());
  }

  private static boolean keepsTheLock(Event.Call call) {
    MethodKey method = call.method();
    return JdkMethod.OBJECT_WAIT.is(method)
        || (method.owner().equals("java.util.concurrent.locks.Condition")
            && method.name().startsWith("await"));
  }

  /**
   * Returns whether the compared values of an exit may come from the clock and are not a retry
   * count.
   */
  private boolean comparesAtAnExit() {
    return exits.planned().stream()
        .map(e -> e.from().event())
        .anyMatch(
            e ->
                e instanceof Event.Branch branch
                    && branch.test() instanceof Test.Compare compare
                    && (compare.operator().startsWith("<") || compare.operator().startsWith(">"))
                    && (mayBeTime(compare.left()) || mayBeTime(compare.right())));
  }

  private boolean mayBeTime(Value value) {
    if (value instanceof Value.Result result && index.call(result.call()) != null) {
      return readsTheClock(index.call(result.call()).event());
    }
    return value instanceof Value.Unknown || (value instanceof Value.Local l && isSetInside(l));
  }

  private boolean isSetInside(Value.Local local) {
    return body.flow().nodes().stream()
        .filter(n -> exits.contains(n.id()) && n.event() instanceof Event.Assign)
        .map(n -> (Event.Assign) n.event())
        .anyMatch(a -> a.target().equals(local) && !a.isCompound());
  }

  /** A local variable may be a retry count, which ends the loop soon. */
  private boolean exitsAskOthersOnly() {
    return !exits.planned().isEmpty()
        && exits.planned().stream()
            .map(e -> e.from().event())
            .allMatch(e -> e instanceof Event.Branch branch && asksOthers(branch.test()));
  }

  private static boolean asksOthers(Test test) {
    if (test instanceof Test.Compare compare) {
      return changesElsewhere(compare.left()) || changesElsewhere(compare.right());
    }
    return test instanceof Test.Truth truth && changesElsewhere(truth.value());
  }

  private static boolean changesElsewhere(Value value) {
    return value instanceof Value.Result || (value instanceof Value.Field field && field.isOwn());
  }
}
