package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.ClassIndex;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides whether a loop continues after the handler of an InterruptedException.
 *
 * <p>A method that throws InterruptedException clears the interrupt status (Thread.interrupt
 * javadoc), so a loop that only tests the status continues unless the handler restores it; a loop
 * without an exit always continues.
 */
public final class SwallowedInterrupts {
  private final ClassIndex index;
  private final Body body;
  private final LoopExits exits;

  public SwallowedInterrupts(ClassIndex index, Body body, LoopExits exits) {
    this.index = index;
    this.body = body;
    this.exits = exits;
  }

  /** Returns the handlers after which the loop continues. */
  public List<Node> handlers(Flow.Loop loop) {
    if (!exits.isEndless()
        && (exits.planned().isEmpty()
            || !exits.planned().stream().allMatch(this::testsInterruption))) {
      // The loop has another exit: a flag, a poison value, an exception, the exit of the JVM.
      return List.of();
    }
    return exits.interruptHandlers().stream().filter(h -> goesOn(h, loop)).toList();
  }

  /** Returns whether the loop continues after an interrupt, whatever else may end it. */
  public boolean isGoneOnAfterOne(Flow.Loop loop) {
    return exits.interruptHandlers().stream().anyMatch(h -> goesOn(h, loop));
  }

  private boolean testsInterruption(Exit exit) {
    return exit.from().event() instanceof Event.Branch branch
        && branch.test() instanceof Test.Truth truth
        && index.callOf(truth.value()).filter(LoopExits::isInterruptionCheck).isPresent();
  }

  private boolean goesOn(Node handler, Flow.Loop loop) {
    if (endsItself(handler)) {
      return false;
    }
    boolean restores = restores(handler);
    Flow flow = body.flow();
    BitSet start = new BitSet();
    start.set(handler.id());
    BitSet inside =
        Paths.reachable(
            flow,
            start,
            n -> true,
            (n, e) ->
                e.target() != loop.header()
                    && exits.contains(e.target())
                    && e.kind() != Kind.EXCEPTION);
    boolean reachesHeader = false;
    for (int id = inside.nextSetBit(0); id >= 0; id = inside.nextSetBit(id + 1)) {
      for (Edge edge : flow.node(id).successors()) {
        Exit exit = new Exit(flow.node(id), edge);
        if (edge.target() == loop.header()) {
          reachesHeader = true;
        } else if (!exits.contains(edge.target())
            && !exit.isUnplanned()
            && (restores || !testsInterruption(exit))) {
          return false;
        }
      }
    }
    // With the status restored, the test at the loop's head exits it.
    return reachesHeader && (exits.isEndless() || !restores);
  }

  /** Returns whether the handler calls an end method of the same class. */
  boolean endsItself(Node handler) {
    return handled(handler)
        .anyMatch(
            c ->
                c.receiver() instanceof Value.This
                    && !c.method().isConstructor()
                    && index.library().promisesRelease(c.method().name()));
  }

  private Stream<Event.Call> handled(Node handler) {
    return body.flow()
        .handledBy(handler.id())
        .filter(n -> n.event() instanceof Event.Call)
        .map(n -> (Event.Call) n.event());
  }

  /** Returns whether the handler itself restores the interrupt status. */
  public boolean restores(Node handler) {
    return handled(handler).anyMatch(this::interrupts);
  }

  static boolean isInterrupt(Event.Call call) {
    return JdkMethod.THREAD_INTERRUPT.is(call.method()) && call.method().parameters().isEmpty();
  }

  private boolean interrupts(Event.Call call) {
    return isInterrupt(call)
        || index.calledMethod(call).stream()
            .flatMap(callee -> TaskCode.of(index, callee).allHere().stream())
            .flatMap(body -> body.flow().nodes().stream())
            .anyMatch(n -> n.event() instanceof Event.Call c && isInterrupt(c));
  }

  /** Returns whether code stands after the loop that must run when it ends. */
  public boolean hasCodeAfter() {
    for (Exit exit : exits.planned()) {
      if (exit.edge().kind() == Kind.EXCEPTION) {
        continue;
      }
      BitSet after = Paths.reachable(body.flow(), exit.edge().target(), n -> true);
      for (int i = after.nextSetBit(0); i >= 0; i = after.nextSetBit(i + 1)) {
        Event event = body.flow().node(i).event();
        if (!exits.contains(i) && event != null && !(event instanceof Event.Monitor)) {
          return true;
        }
      }
    }
    return false;
  }
}
