package dev.loosethread.model.flow;

import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Questions about the natural loops of a flow (Aho, Lam, Sethi, Ullman: Compilers, 9.6.6). */
public final class Loops {
  private final Flow flow;
  private final List<List<Integer>> predecessors;
  private final BitSet reachable;

  public Loops(Flow flow) {
    this.flow = flow;
    predecessors = new ArrayList<>(flow.nodes().size());
    for (int i = 0; i < flow.nodes().size(); i++) {
      predecessors.add(new ArrayList<>(2));
    }
    for (Node node : flow.nodes()) {
      for (Edge edge : node.successors()) {
        predecessors.get(edge.target()).add(node.id());
      }
    }
    reachable = reachable(flow, 0, n -> true);
  }

  /**
   * All nodes that some path from {@code start} reaches over nodes that {@code through} accepts.
   */
  public static BitSet reachable(Flow flow, int start, Predicate<Node> through) {
    BitSet starts = new BitSet();
    starts.set(start);
    return reachable(flow, starts, n -> n.id() == start || through.test(n), (node, edge) -> true);
  }

  /**
   * The starts, and all nodes that some path from them reaches.
   *
   * @param through whether a path goes on from a node that it has reached, a start included
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

  /** Where the edges of a node lead to that are accepted. */
  public static BitSet targets(Node node, Predicate<Edge> accepted) {
    BitSet targets = new BitSet();
    node.successors().stream().filter(accepted).forEach(e -> targets.set(e.target()));
    return targets;
  }

  /**
   * The nodes of the loop with this header: those that lead back to it without passing it. Empty if
   * nothing does, as in a loop statement that always breaks.
   */
  public BitSet nodes(int header) {
    BitSet nodes = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    for (int source : predecessors.get(header)) {
      if (reachable.get(source) && isBack(source, header)) {
        work.push(source);
      }
    }
    if (work.isEmpty()) {
      return nodes;
    }
    nodes.set(header);
    while (!work.isEmpty()) {
      int node = work.pop();
      if (!nodes.get(node) && reachable.get(node)) {
        nodes.set(node);
        predecessors.get(node).forEach(work::push);
      }
    }
    return nodes;
  }

  private boolean isBack(int source, int header) {
    for (Edge edge : flow.node(source).successors()) {
      if (edge.target() == header && edge.isBack()) {
        return true;
      }
    }
    return false;
  }

  /** One way out of a loop. */
  public record Exit(Node from, Edge edge) {
    /** Whether it is an exception that no code names: nobody plans a loop's end that way. */
    public boolean isUnplanned() {
      return edge.kind() == Kind.EXCEPTION
          && edge.exception().equals(Flow.UNCHECKED)
          && !(from.event() instanceof dev.loosethread.model.facts.Event.Throw);
    }
  }

  public List<Exit> exits(BitSet loop) {
    List<Exit> exits = new ArrayList<>();
    for (int i = loop.nextSetBit(0); i >= 0; i = loop.nextSetBit(i + 1)) {
      Node node = flow.node(i);
      for (Edge edge : node.successors()) {
        if (!loop.get(edge.target())) {
          exits.add(new Exit(node, edge));
        }
      }
    }
    return exits;
  }
}
