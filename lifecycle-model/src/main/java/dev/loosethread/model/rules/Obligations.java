package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Loops;
import java.util.BitSet;
import java.util.Optional;

/**
 * Whether each way on from a creation passes a release of what was created.
 *
 * <p>A must-call analysis in the sense of Kellogg et al. (ESEC/FSE 2021), over one body. Unchecked
 * exceptions that no code names are left out: nearly every call may throw one, and a finding for
 * each would be noise.
 */
final class Obligations {
  private final FactsIndex index;
  private final Flow flow;

  /** How a body can end with the obligation open. */
  enum Way {
    ON_RETURN,
    ON_EXCEPTION
  }

  Obligations(FactsIndex index, Flow flow) {
    this.index = index;
    this.flow = flow;
  }

  /**
   * The way on which what {@code created} creates is not released, the common one first.
   *
   * @param created the node of the creation
   * @param releases the nodes that release it
   * @param aliases the values that are what was created
   */
  Optional<Way> open(int created, BitSet releases, Aliases aliases) {
    // What throws creates nothing.
    BitSet starts = Loops.targets(flow.node(created), e -> e.kind() != Kind.EXCEPTION);
    BitSet seen =
        Loops.reachable(
            flow,
            starts,
            n -> !releases.get(n.id()) && !asksWhetherReleased(n, aliases) && !endsTheJvm(n),
            (n, e) -> isPossible(n, e, aliases));
    if (seen.get(flow.exit())) {
      return Optional.of(Way.ON_RETURN);
    }
    return seen.get(flow.throwExit()) ? Optional.of(Way.ON_EXCEPTION) : Optional.empty();
  }

  private boolean isPossible(Node node, Edge edge, Aliases aliases) {
    if (edge.kind() == Kind.EXCEPTION) {
      return node.event() instanceof Event.Throw
          || !index.facts().hierarchy().isUnchecked(edge.exception());
    }
    if (node.event() instanceof Event.Branch branch
        && branch.test() instanceof Test.Compare compare
        && isNullTest(compare, aliases)) {
      // What was created is not null.
      return edge.kind() == (compare.operator().equals("!=") ? Kind.TRUE : Kind.FALSE);
    }
    return true;
  }

  private static boolean isNullTest(Test.Compare compare, Aliases aliases) {
    boolean isNull =
        (compare.right() instanceof Value.Null && aliases.contains(compare.left()))
            || (compare.left() instanceof Value.Null && aliases.contains(compare.right()));
    return isNull && (compare.operator().equals("==") || compare.operator().equals("!="));
  }

  /** {@code if (!pool.isShutdown())}: the release that follows is for the other case. */
  private boolean asksWhetherReleased(Node node, Aliases aliases) {
    return node.event() instanceof Event.Call call
        && aliases.contains(call.receiver())
        && (call.method().name().equals("isShutdown")
            || call.method().name().equals("isTerminated"));
  }

  private static boolean endsTheJvm(Node node) {
    return node.event() instanceof Event.Call call && LoopExits.isJvmExit(call.method());
  }
}
