package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** A flow while it is put together: nodes and edges first, loops from their dominators at last. */
final class FlowDraft {
  /** Raised for code whose jumps make no loops that a statement could have made. */
  static final class Irreducible extends RuntimeException {
    Irreducible() {
      super("a loop with two entries", null, false, false);
    }
  }

  static final int ENTRY = 0;
  static final int EXIT = 1;
  static final int THROW_EXIT = 2;

  private static final class Draft {
    private final Event event;
    private final boolean inFinally;
    private final List<Edge> successors = new ArrayList<>(3);
    private int handler = -1;

    Draft(Event event, boolean inFinally) {
      this.event = event;
      this.inFinally = inFinally;
    }
  }

  private final List<Draft> drafts = new ArrayList<>();

  FlowDraft() {
    add(null, false);
    add(null, false);
    add(null, false);
  }

  int add(Event event, boolean inFinally) {
    drafts.add(new Draft(event, inFinally));
    return drafts.size() - 1;
  }

  int size() {
    return drafts.size();
  }

  Event event(int node) {
    return drafts.get(node).event;
  }

  void handledBy(int node, int handler) {
    drafts.get(node).handler = handler;
  }

  void edge(int from, int to, Kind kind, String exception) {
    Edge edge = new Edge(to, kind, exception, false);
    List<Edge> successors = drafts.get(from).successors;
    if (!successors.contains(edge)) {
      successors.add(edge);
    }
  }

  /**
   * @param site where a loop with this header is reported
   */
  Flow finish(IntFunction<Site> site) {
    int[] order = reversePostorder();
    int[] position = new int[drafts.size()];
    Arrays.fill(position, -1);
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    int[] dominators = dominators(order, position);
    List<Flow.Loop> loops = new ArrayList<>();
    List<Node> nodes = new ArrayList<>(drafts.size());
    BitSet headers = new BitSet();
    for (int id = 0; id < drafts.size(); id++) {
      Draft draft = drafts.get(id);
      List<Edge> edges = new ArrayList<>(draft.successors.size());
      for (Edge edge : draft.successors) {
        boolean isBack = position[id] >= 0 && dominates(edge.target(), id, dominators);
        if (!isBack && position[id] >= 0 && position[edge.target()] <= position[id]) {
          throw new Irreducible();
        }
        if (isBack) {
          headers.set(edge.target());
        }
        edges.add(new Edge(edge.target(), edge.kind(), edge.exception(), isBack));
      }
      nodes.add(
          new Node(
              id,
              draft.event,
              edges,
              draft.handler < 0 ? OptionalInt.empty() : OptionalInt.of(draft.handler),
              draft.inFinally));
    }
    for (int id : order) {
      if (headers.get(id)) {
        loops.add(loop(id, nodes, site));
      }
    }
    return new Flow(nodes, EXIT, THROW_EXIT, loops);
  }

  private static Flow.Loop loop(int header, List<Node> nodes, IntFunction<Site> site) {
    // The condition is tested before anything that the body does.
    Node node = nodes.get(header);
    boolean isForEach = false;
    for (int steps = 0; steps < 2; steps++) {
      if (node.event() instanceof Event.Call call && call.method().name().equals("hasNext")) {
        isForEach = true;
      }
      if (node.event() instanceof Event.Branch) {
        return new Flow.Loop(
            header,
            isForEach ? Flow.LoopKind.FOR_EACH : Flow.LoopKind.WHILE,
            false,
            site.apply(header));
      }
      Optional<Edge> next =
          node.successors().stream().filter(e -> e.kind() == Kind.NORMAL).findFirst();
      node = next.map(e -> nodes.get(e.target())).orElse(node);
    }
    return new Flow.Loop(
        header, Flow.LoopKind.WHILE, hasUnconditionalBackEdge(header, nodes), site.apply(header));
  }

  private static boolean hasUnconditionalBackEdge(int header, List<Node> nodes) {
    return nodes.stream()
        .flatMap(n -> n.successors().stream())
        .anyMatch(e -> e.isBack() && e.target() == header && e.kind() == Kind.NORMAL);
  }

  private int[] reversePostorder() {
    int[] order = new int[drafts.size()];
    int next = drafts.size();
    BitSet seen = new BitSet();
    int[] cursor = new int[drafts.size()];
    Deque<Integer> stack = new ArrayDeque<>();
    stack.push(ENTRY);
    seen.set(ENTRY);
    while (!stack.isEmpty()) {
      int node = stack.peek();
      List<Edge> successors = drafts.get(node).successors;
      if (cursor[node] < successors.size()) {
        int target = successors.get(cursor[node]++).target();
        if (!seen.get(target)) {
          seen.set(target);
          stack.push(target);
        }
      } else {
        order[--next] = stack.pop();
      }
    }
    return Arrays.copyOfRange(order, next, order.length);
  }

  /** Immediate dominators (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001). */
  private int[] dominators(int[] order, int[] position) {
    List<List<Integer>> predecessors = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      predecessors.add(new ArrayList<>(2));
    }
    for (int node : order) {
      drafts.get(node).successors.forEach(e -> predecessors.get(e.target()).add(node));
    }
    int[] immediate = new int[drafts.size()];
    Arrays.fill(immediate, -1);
    immediate[ENTRY] = ENTRY;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int node : order) {
        if (node == ENTRY) {
          continue;
        }
        int common = -1;
        for (int predecessor : predecessors.get(node)) {
          if (immediate[predecessor] >= 0) {
            common = common < 0 ? predecessor : intersect(predecessor, common, immediate, position);
          }
        }
        if (common >= 0 && immediate[node] != common) {
          immediate[node] = common;
          changed = true;
        }
      }
    }
    return immediate;
  }

  private static int intersect(int a, int b, int[] immediate, int[] position) {
    int left = a;
    int right = b;
    while (left != right) {
      while (position[left] > position[right]) {
        left = immediate[left];
      }
      while (position[right] > position[left]) {
        right = immediate[right];
      }
    }
    return left;
  }

  private static boolean dominates(int dominator, int node, int[] immediate) {
    int n = node;
    while (n >= 0) {
      if (n == dominator) {
        return true;
      }
      if (n == ENTRY || immediate[n] == n) {
        return false;
      }
      n = immediate[n];
    }
    return false;
  }
}
