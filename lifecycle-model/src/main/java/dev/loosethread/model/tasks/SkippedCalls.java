package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.flow.Paths;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Calls at the end of some code that others depend on, and that an exception of the code before
 * them skips.
 */
public final class SkippedCalls {
  private final Flow flow;
  private final BitSet calls;

  /**
   * @param calls the nodes of the calls, any of which is enough
   */
  public SkippedCalls(Flow flow, BitSet calls) {
    this.flow = flow;
    this.calls = calls;
  }

  /**
   * Returns the code that may throw and skip all calls.
   *
   * @param isBefore whether a node is such code
   * @param isUncaught whether only an exception that no handler catches skips them
   */
  public Optional<String> culprit(
      Predicate<Node> isBefore, boolean isUncaught, ThrownExceptions throwing) {
    for (Node node : flow.nodes()) {
      if (!calls.get(node.id()) && isBefore.test(node) && throwsPast(node, isUncaught)) {
        Optional<String> culprit = throwing.outOf(node.event());
        if (culprit.isPresent()) {
          return culprit;
        }
      }
    }
    return Optional.empty();
  }

  private boolean throwsPast(Node thrower, boolean isUncaught) {
    // Once a handler is done and the work goes on as without the failure, this does not skip it.
    BitSet onward =
        Paths.reachable(
            flow,
            Paths.targets(thrower, e -> e.kind() != Kind.EXCEPTION),
            n -> !calls.get(n.id()),
            (n, e) -> e.kind() != Kind.EXCEPTION);
    BitSet seen =
        Paths.reachable(
            flow,
            Paths.targets(thrower, e -> e.kind() == Kind.EXCEPTION),
            n ->
                !calls.get(n.id())
                    && !(onward.get(n.id()) && mayCall(n))
                    && !(isUncaught && n.event() instanceof Event.Catch),
            // Exceptions of handlers and finally blocks are secondary failures.
            (n, e) -> e.kind() != Kind.EXCEPTION || n.event() == null);
    return seen.get(flow.throwExit()) || (!isUncaught && seen.get(flow.exit()));
  }

  private boolean mayCall(Node node) {
    return calls.stream().anyMatch(call -> Paths.reaches(flow, node.id(), call));
  }
}
