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
    reachable = Paths.reachable(flow, 0, n -> true);
  }

  /**
   * Returns the nodes of the loop with this header: those from which a path leads back to it. Empty
   * if there are none, as in a loop statement that always breaks.
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
    /** Returns whether the exit is an exception that no code names, which is never intended. */
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
