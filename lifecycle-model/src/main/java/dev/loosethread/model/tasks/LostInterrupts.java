package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.index.ClassIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds interrupts that a method swallows which a loop calls, although nothing but an interrupt
 * ends the loop: the wait in the method has cleared the status, so the loop goes on.
 */
public final class LostInterrupts {
  /** What a handler may do besides: it tells somebody, and neither ends nor changes anything. */
  private static final Set<String> TELLING =
      Set.of("printStackTrace", "print", "println", "printf", "getMessage", "toString");

  /**
   * A handler that swallows one.
   *
   * @param mayRepeat whether code that waits again and again lies between it and the loop
   */
  public record Lost(Body method, Event.Catch handler, boolean mayRepeat) {}

  private final ClassIndex index;

  public LostInterrupts(ClassIndex index) {
    this.index = index;
  }

  public List<Lost> of(Body body, Flow.Loop loop) {
    LoopExits exits = index.exits(body, loop);
    List<Lost> lost = new ArrayList<>();
    if (exits.isLoop() && index.get(EndlessLoops.KEY).isOnlyInterrupted(body, exits)) {
      Set<Body> seen = new HashSet<>(Set.of(body));
      body.flow().nodes().stream()
          .filter(node -> exits.contains(node.id()))
          .forEach(node -> called(node, false, seen, lost));
    }
    return lost;
  }

  private void called(Node node, boolean mayRepeat, Set<Body> seen, List<Lost> lost) {
    if (node.event() instanceof Event.Call call) {
      index
          .calledMethod(call)
          .filter(callee -> callee.hasCode() && !callee.isOpaque())
          .filter(callee -> !index.declarations().mayBeOverridden(callee) && seen.add(callee))
          .ifPresent(callee -> in(callee, mayRepeat, seen, lost));
    }
  }

  private void in(Body callee, boolean mayRepeat, Set<Body> seen, List<Lost> lost) {
    for (Node node : callee.flow().nodes()) {
      boolean repeats = mayRepeat || isRepeated(callee, node);
      if (node.event() instanceof Event.Catch handler
          && isEnteredByInterrupt(callee.flow(), node)
          && swallows(callee, node)) {
        lost.add(new Lost(callee, handler, repeats));
      }
      called(node, repeats, seen, lost);
    }
  }

  /** Returns whether a loop without a limit goes on with the status set. */
  private boolean isRepeated(Body body, Node node) {
    return TaskLoops.exits(index, body)
        .anyMatch(exits -> exits.contains(node.id()) && !isBounded(exits));
  }

  private static boolean isBounded(LoopExits exits) {
    return exits.planned().stream()
        .anyMatch(
            exit ->
                exit.from().event() instanceof Event.Branch branch
                    && branch.test() instanceof Event.Test.Compare compare
                    && (compare.operator().startsWith("<") || compare.operator().startsWith(">")));
  }

  private static boolean isEnteredByInterrupt(Flow flow, Node handler) {
    return flow.nodes().stream()
        .filter(node -> node.event() instanceof Event.Call)
        .flatMap(node -> node.successors().stream())
        .anyMatch(
            edge ->
                edge.target() == handler.id()
                    && edge.kind() == Kind.EXCEPTION
                    && edge.exception().equals(LoopExits.INTERRUPTED));
  }

  private boolean swallows(Body body, Node handler) {
    return body.flow()
        .handledBy(handler.id())
        .map(Node::event)
        .allMatch(event -> event == null || isHarmless(event));
  }

  private boolean isHarmless(Event event) {
    if (event instanceof Event.Call call) {
      return index.library().isLogging(call.method())
          || TELLING.contains(call.method().name())
          || isString(call);
    }
    return !(event instanceof Event.Throw)
        && !(event instanceof Event.Assign assign && assign.target() instanceof Value.Field);
  }

  private static boolean isString(Event.Call call) {
    return call.method().owner().startsWith("java.lang.String");
  }
}
