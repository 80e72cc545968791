package dev.loosethread.model.flow;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Searches over the paths of a flow. */
public final class Paths {
  private static final int NONE = -1;

  private Paths() {}

  /** Returns whether control can come back to the node after it has left it. */
  public static boolean isInCycle(Flow flow, int node) {
    return flow.node(node).successors().stream()
        .anyMatch(edge -> reachable(flow, edge.target(), n -> true).get(node));
  }

  /**
   * Returns all nodes that a path from {@code start} reaches over nodes that {@code through}
   * accepts.
   */
  public static BitSet reachable(Flow flow, int start, Predicate<Node> through) {
    BitSet starts = new BitSet();
    starts.set(start);
    return reachable(flow, starts, n -> n.id() == start || through.test(n), (node, edge) -> true);
  }

  /**
   * The starts, and all nodes that some path from them reaches.
   *
   * @param through whether a path continues from a node that it has reached, a start included
   * @param along whether it takes this edge of the node
   */
  public static BitSet reachable(
      Flow flow, BitSet starts, Predicate<Node> through, BiPredicate<Node, Edge> along) {
    BitSet seen = (BitSet) starts.clone();
    Deque<Integer> work = new ArrayDeque<>();
    starts.stream().forEach(work::push);
    while (!work.isEmpty()) {
      Node node = flow.node(work.pop());
      if (!through.test(node)) {
        continue;
      }
      for (Edge edge : node.successors()) {
        if (along.test(node, edge) && !seen.get(edge.target())) {
          seen.set(edge.target());
          work.push(edge.target());
        }
      }
    }
    return seen;
  }

  /** Returns where the edges of a node lead to that are accepted. */
  public static BitSet targets(Node node, Predicate<Edge> accepted) {
    BitSet targets = new BitSet();
    node.successors().stream().filter(accepted).forEach(e -> targets.set(e.target()));
    return targets;
  }

  /**
   * Returns whether every path that completes the flow normally passes the node. False if none
   * completes: a method that never ends does its work for each item, not once for each call.
   */
  public static boolean isUnavoidable(Flow flow, int node) {
    return reaches(flow, 0, flow.exit()) && !reaches(flow, 0, flow.exit(), node);
  }

  /**
   * Returns whether a path leads from one node to another. It takes the exceptions that the code
   * throws itself ({@link ExceptionPolicy#thrown}).
   */
  public static boolean reaches(Flow flow, int from, int to) {
    return reaches(flow, from, to, NONE);
  }

  /** Returns the same for the paths that do not pass a third node. */
  public static boolean reaches(Flow flow, int from, int to, int avoiding) {
    if (from == avoiding) {
      return false;
    }
    BitSet start = new BitSet();
    start.set(from);
    BiPredicate<Node, Edge> thrown = ExceptionPolicy.thrown();
    return reachable(flow, start, n -> true, (n, e) -> e.target() != avoiding && thrown.test(n, e))
        .get(to);
  }

  /**
   * Returns the first node, in the order of the code, that throws an expected exception out of the
   * flow on a path from after {@code start}; empty if none does.
   *
   * @param stop the nodes at which paths end, such as those that undo what {@code start} did
   * @param hierarchy of the exceptions named in the flow
   */
  public static Optional<Node> failing(
      Flow flow, int start, Predicate<Node> stop, TypeHierarchy hierarchy) {
    BiPredicate<Node, Edge> expected = ExceptionPolicy.expected(hierarchy);
    BitSet seen =
        reachable(
            flow,
            targets(flow.node(start), e -> e.kind() != Kind.EXCEPTION),
            n -> !stop.test(n),
            expected);
    return seen.get(flow.throwExit())
        ? seen.stream()
            .mapToObj(flow::node)
            .filter(n -> n.event() != null && !stop.test(n))
            .filter(n -> leavesUncaught(flow, n, stop, expected))
            .findFirst()
        : Optional.empty();
  }

  private static boolean leavesUncaught(
      Flow flow, Node thrower, Predicate<Node> stop, BiPredicate<Node, Edge> expected) {
    BitSet thrown = targets(thrower, e -> e.kind() == Kind.EXCEPTION && expected.test(thrower, e));
    return reachable(
            flow, thrown, n -> !(n.event() instanceof Event.Catch) && !stop.test(n), expected)
        .get(flow.throwExit());
  }
}
