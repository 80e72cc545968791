package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.ExceptionPolicy;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Decides whether every path from a creation passes a release of the created object.
 *
 * <p>A must-call analysis in the sense of Kellogg et al. (ESEC/FSE 2021), over one body. Unchecked
 * exceptions that no code names are left out: nearly every call may throw one, and a finding for
 * each would be noise.
 */
public final class ReleasePaths {
  private final Flow flow;
  private final Library library;
  private final BiPredicate<Node, Edge> expected;

  /** The ways to leave a body without a release. */
  public enum Way {
    ON_RETURN,
    ON_EXCEPTION
  }

  public ReleasePaths(ClassIndex index, Flow flow) {
    this.flow = flow;
    this.library = index.library();
    this.expected = ExceptionPolicy.expected(index.hierarchy());
  }

  /**
   * Returns the kind of path on which the created object is not released, the common one first.
   *
   * @param created the node of the creation
   * @param releases the nodes that release it
   * @param aliases the values that refer to the created object
   */
  public Optional<Way> open(int created, BitSet releases, AliasSet aliases) {
    // A creation that throws creates nothing.
    BitSet starts = Paths.targets(flow.node(created), e -> e.kind() != Kind.EXCEPTION);
    BitSet seen =
        Paths.reachable(
            flow,
            starts,
            n -> !releases.get(n.id()) && !asksWhetherReleased(n, aliases) && !endsTheJvm(n),
            (n, e) -> isPossible(n, e, aliases));
    if (seen.get(flow.exit())) {
      return Optional.of(Way.ON_RETURN);
    }
    return seen.get(flow.throwExit()) ? Optional.of(Way.ON_EXCEPTION) : Optional.empty();
  }

  private boolean isPossible(Node node, Edge edge, AliasSet aliases) {
    if (!expected.test(node, edge)) {
      return false;
    }
    if (node.event() instanceof Event.Branch branch
        && branch.test() instanceof Test.Compare compare
        && isNullTest(compare, aliases)) {
      // The created object is not null.
      return edge.kind() == (compare.operator().equals("!=") ? Kind.TRUE : Kind.FALSE);
    }
    return true;
  }

  private static boolean isNullTest(Test.Compare compare, AliasSet aliases) {
    boolean isNull =
        (compare.right() instanceof Value.Null && aliases.contains(compare.left()))
            || (compare.left() instanceof Value.Null && aliases.contains(compare.right()));
    return isNull && (compare.operator().equals("==") || compare.operator().equals("!="));
  }

  /** {@code if (!pool.isShutdown())}: the release applies to the other case. */
  private boolean asksWhetherReleased(Node node, AliasSet aliases) {
    return node.event() instanceof Event.Call call
        && aliases.contains(call.receiver())
        && library.isEndTest(call.method());
  }

  private static boolean endsTheJvm(Node node) {
    return node.event() instanceof Event.Call call && LoopExits.isJvmExit(call.method());
  }
}
