package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Says where thrown exceptions go: into catch clauses, out of the method, and through cleanups,
 * which throw on whatever entered them.
 */
final class ExceptionEdges {
  private record Raised(int node, int index, String exception) {}

  private record Rethrow(int node, int index) {}

  private final BytecodeHierarchy hierarchy;
  private final List<TryCatchBlockNode> blocks;
  private final ExceptionTable table;
  private final List<Raised> raised = new ArrayList<>();

  /** The nodes that throw on what entered a cleanup, by the index of its handler. */
  private final Map<Integer, List<Rethrow>> rethrows = new HashMap<>();

  ExceptionEdges(MethodValues values, ExceptionTable table) {
    this.hierarchy = values.shared().hierarchy();
    this.blocks = values.method().method.tryCatchBlocks;
    this.table = table;
  }

  /** Notes that the node of an instruction may throw. */
  void raise(int node, int index, String exception) {
    raised.add(new Raised(node, index, exception));
  }

  /** Notes that the node of an instruction throws on what entered its handler. */
  void rethrow(int node, int index) {
    Integer handler = table.rethrownFrom(index);
    if (handler != null) {
      rethrows.computeIfAbsent(handler, h -> new ArrayList<>()).add(new Rethrow(node, index));
    }
  }

  /**
   * Adds the edges of all that was noted.
   *
   * @param nodes the node of each instruction that has one
   */
  void connect(Flow.Builder flow, Map<Integer, Integer> nodes) {
    Set<Raised> done = new LinkedHashSet<>();
    List<Raised> work = new ArrayList<>(raised);
    while (!work.isEmpty()) {
      Raised next = work.remove(work.size() - 1);
      if (done.add(next)) {
        OptionalInt cleanup = connect(flow, nodes, next);
        if (cleanup.isPresent()) {
          for (Rethrow rethrow : rethrows.getOrDefault(cleanup.getAsInt(), List.of())) {
            work.add(new Raised(rethrow.node(), rethrow.index(), next.exception()));
          }
        }
      }
    }
  }

  /** Returns the handler of the cleanup that the exception enters, if it enters one. */
  private OptionalInt connect(Flow.Builder flow, Map<Integer, Integer> nodes, Raised next) {
    for (TryCatchBlockNode block : blocks) {
      int handler = table.handlerOf(block);
      if (!table.covers(block, next.index()) || !nodes.containsKey(handler)) {
        continue;
      }
      int target = nodes.get(handler);
      if (table.isCleanup(handler)) {
        flow.exceptionEdge(next.node(), target, next.exception());
        return OptionalInt.of(handler);
      }
      String caught = ClassFileNames.dotted(block.type);
      if (hierarchy.mayCatch(caught, next.exception())) {
        flow.exceptionEdge(next.node(), target, next.exception());
      }
      if (hierarchy.isSubtype(next.exception(), caught)) {
        return OptionalInt.empty();
      }
    }
    flow.exceptionEdge(next.node(), Flow.Builder.THROW_EXIT, next.exception());
    return OptionalInt.empty();
  }
}
