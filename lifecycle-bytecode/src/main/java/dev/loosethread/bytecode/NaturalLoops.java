package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Loop;
import dev.loosethread.model.facts.Flow.LoopKind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.OpaqueCodeException;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Finds the loops that jumps make. An edge is a back edge if its target dominates its source; the
 * target is the header of a loop then.
 */
final class NaturalLoops {
  /** The condition is tested before anything that the body does: close behind the header. */
  private static final int STEPS_TO_CONDITION = 2;

  private final TypeHierarchy hierarchy;
  private final Dominators dominators;
  private final BitSet headers = new BitSet();

  private NaturalLoops(Flow flow, TypeHierarchy hierarchy) {
    this.hierarchy = hierarchy;
    this.dominators = new Dominators(flow);
  }

  /**
   * Returns the same flow with its loops and back edges.
   *
   * @param site where a loop with a given header is reported
   * @throws OpaqueCodeException if a loop has two entries, which no statement could have made
   */
  static Flow in(Flow flow, TypeHierarchy hierarchy, IntFunction<Site> site) {
    NaturalLoops loops = new NaturalLoops(flow, hierarchy);
    List<Node> nodes = flow.nodes().stream().map(loops::withBackEdges).toList();
    return new Flow(nodes, flow.exit(), flow.throwExit(), loops.loops(nodes, site));
  }

  private Node withBackEdges(Node node) {
    List<Edge> edges = new ArrayList<>(node.successors().size());
    for (Edge edge : node.successors()) {
      boolean isBack = isBack(node.id(), edge.target());
      if (isBack) {
        headers.set(edge.target());
      }
      edges.add(new Edge(edge.target(), edge.kind(), edge.exception(), isBack));
    }
    return new Node(node.id(), node.event(), edges, node.handler(), node.inFinally());
  }

  private boolean isBack(int from, int to) {
    if (!dominators.isReached(from)) {
      return false;
    }
    if (dominators.dominates(to, from)) {
      return true;
    }
    if (!dominators.isBefore(from, to)) {
      throw new OpaqueCodeException("a loop with two entries");
    }
    return false;
  }

  private List<Loop> loops(List<Node> nodes, IntFunction<Site> site) {
    List<Loop> loops = new ArrayList<>();
    for (int node : dominators.order()) {
      if (headers.get(node)) {
        loops.add(loop(node, nodes, site.apply(node)));
      }
    }
    return loops;
  }

  private Loop loop(int header, List<Node> nodes, Site site) {
    LoopKind kind = asksAnIterator(header, nodes) ? LoopKind.FOR_EACH : LoopKind.WHILE;
    Node node = nodes.get(header);
    for (int steps = 0; steps < STEPS_TO_CONDITION; steps++) {
      if (node.event() instanceof Event.Branch) {
        return new Loop(header, kind, false, site);
      }
      node = next(node, nodes);
    }
    return new Loop(header, kind, hasUnconditionalBackEdge(header, nodes), site);
  }

  /** Whatever iterates over a collection does so (JLS 14.14.2). */
  private boolean asksAnIterator(int header, List<Node> nodes) {
    Node node = nodes.get(header);
    for (int steps = 0; node.event() == null && steps < STEPS_TO_CONDITION; steps++) {
      node = next(node, nodes);
    }
    return node.event() instanceof Event.Call call
        && JdkMethod.ITERATOR_HAS_NEXT.is(call.method(), hierarchy);
  }

  private static Node next(Node node, List<Node> nodes) {
    return node.successors().stream()
        .filter(e -> e.kind() == Kind.NORMAL)
        .findFirst()
        .map(e -> nodes.get(e.target()))
        .orElse(node);
  }

  private static boolean hasUnconditionalBackEdge(int header, List<Node> nodes) {
    return nodes.stream()
        .flatMap(n -> n.successors().stream())
        .anyMatch(e -> e.isBack() && e.target() == header && e.kind() == Kind.NORMAL);
  }
}
