package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a body can fail after something in it was done. Unchecked exceptions that no code names are
 * left out: nearly every call may throw one.
 */
final class Ways {
  private final FactsIndex index;
  private final Flow flow;
  private final Predicate<Node> undoes;

  /**
   * @param undoes whether a node undoes what was done, so that nothing after it counts
   */
  Ways(FactsIndex index, Flow flow, Predicate<Node> undoes) {
    this.index = index;
    this.flow = flow;
    this.undoes = undoes;
  }

  /** What throws, as the code expects, on a way from after {@code start} out of the body. */
  Optional<Node> failing(int start) {
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    for (Edge edge : flow.node(start).successors()) {
      if (edge.kind() != Kind.EXCEPTION) {
        work.add(edge.target());
      }
    }
    Node thrower = null;
    while (!work.isEmpty()) {
      int id = work.poll();
      if (seen.get(id)) {
        continue;
      }
      seen.set(id);
      Node node = flow.node(id);
      if (undoes.test(node)) {
        continue;
      }
      for (Edge edge : node.successors()) {
        if (!isExpected(node, edge)) {
          continue;
        }
        if (edge.kind() == Kind.EXCEPTION && node.event() != null) {
          thrower = node;
        }
        if (edge.target() == flow.throwExit()) {
          return Optional.ofNullable(node.event() == null ? thrower : node);
        }
        work.add(edge.target());
      }
    }
    return Optional.empty();
  }

  private boolean isExpected(Node node, Edge edge) {
    return edge.kind() != Kind.EXCEPTION
        || node.event() instanceof Event.Throw
        || node.event() == null
        || !index.facts().hierarchy().isUnchecked(edge.exception());
  }
}
