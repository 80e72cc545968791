package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The dominators of a flow's nodes: those that every path from the entry to a node goes through
 * (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001).
 */
final class Dominators {
  private static final int ENTRY = Flow.Builder.ENTRY;
  private static final int UNREACHED = -1;

  private final Flow flow;

  /** The nodes that the entry reaches, each before those that it leads to, loops aside. */
  private final int[] order;

  /** Where each node stands in the order. */
  private final int[] position;

  /** The nearest dominator of each node. */
  private final int[] immediate;

  Dominators(Flow flow) {
    this.flow = flow;
    this.order = reversePostorder();
    this.position = filled();
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    this.immediate = filled();
    findImmediate();
  }

  private int[] filled() {
    int[] values = new int[flow.nodes().size()];
    Arrays.fill(values, UNREACHED);
    return values;
  }

  /** Returns the reachable nodes in reverse postorder. */
  int[] order() {
    return order;
  }

  boolean isReached(int node) {
    return position[node] != UNREACHED;
  }

  /** Returns whether a reachable node comes before another in reverse postorder. */
  boolean isBefore(int node, int other) {
    return position[node] < position[other];
  }

  boolean dominates(int dominator, int node) {
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

  private int[] reversePostorder() {
    int size = flow.nodes().size();
    int[] result = new int[size];
    int next = size;
    BitSet seen = new BitSet();
    int[] cursor = new int[size];
    Deque<Integer> stack = new ArrayDeque<>();
    stack.push(ENTRY);
    seen.set(ENTRY);
    while (!stack.isEmpty()) {
      int node = stack.peek();
      List<Edge> successors = flow.node(node).successors();
      if (cursor[node] < successors.size()) {
        int target = successors.get(cursor[node]++).target();
        if (!seen.get(target)) {
          seen.set(target);
          stack.push(target);
        }
      } else {
        result[--next] = stack.pop();
      }
    }
    return Arrays.copyOfRange(result, next, size);
  }

  private void findImmediate() {
    List<List<Integer>> predecessors = predecessors();
    immediate[ENTRY] = ENTRY;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int node : order) {
        int common = node == ENTRY ? ENTRY : common(predecessors.get(node));
        if (common >= 0 && immediate[node] != common) {
          immediate[node] = common;
          changed = true;
        }
      }
    }
  }

  private List<List<Integer>> predecessors() {
    List<List<Integer>> predecessors = new ArrayList<>();
    for (int i = 0; i < flow.nodes().size(); i++) {
      predecessors.add(new ArrayList<>(2));
    }
    for (int node : order) {
      flow.node(node).successors().forEach(e -> predecessors.get(e.target()).add(node));
    }
    return predecessors;
  }

  /** Returns the nearest node that dominates all of those whose dominators are known so far. */
  private int common(List<Integer> nodes) {
    int common = UNREACHED;
    for (int node : nodes) {
      if (immediate[node] >= 0) {
        common = common < 0 ? node : intersect(node, common);
      }
    }
    return common;
  }

  private int intersect(int a, int b) {
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
}
