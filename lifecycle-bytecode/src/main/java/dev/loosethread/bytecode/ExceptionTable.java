package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The handlers of a method: which are catch clauses, which run a finally block or close resources
 * and throw on, and where a thrown exception goes.
 */
final class ExceptionTable {
  private static final String THROWABLE = "java/lang/Throwable";
  private static final int LONGEST_CLOSE = 40;

  private record Raised(int node, int index, String exception) {}

  private final MethodValues code;
  private final NestMethod method;
  private final InsnList instructions;
  private final Map<Integer, List<TryCatchBlockNode>> handlers = new LinkedHashMap<>();
  private final Set<AbstractInsnNode> targets = new HashSet<>();
  private final Set<Integer> cleanups = new HashSet<>();
  private final Map<Integer, Integer> rethrows = new HashMap<>();
  private final Map<Integer, Integer> stores = new HashMap<>();
  private final Map<Integer, Event.Catch> catches = new HashMap<>();
  private final Map<Integer, Integer> catchEnds = new HashMap<>();
  private final BitSet finallyCode = new BitSet();
  private final List<Raised> raised = new ArrayList<>();
  private final Map<Integer, List<Integer>> rethrowNodes = new HashMap<>();
  private final Map<Integer, Integer> rethrowIndexes = new HashMap<>();

  ExceptionTable(MethodValues code) {
    this.code = code;
    this.method = code.method();
    this.instructions = method.method.instructions;
    for (TryCatchBlockNode block : method.method.tryCatchBlocks) {
      handlers
          .computeIfAbsent(instructions.indexOf(block.handler), h -> new ArrayList<>())
          .add(block);
    }
    instructions.forEach(insn -> targets.addAll(JumpTargets.targets(insn)));
    handlers.forEach(this::classify);
    handlers.keySet().stream().filter(cleanups::contains).forEach(this::markFinally);
  }

  private void classify(int start, List<TryCatchBlockNode> blocks) {
    int first = nextReal(start);
    if (first < 0 || code.frame(start) == null) {
      return;
    }
    AbstractInsnNode insn = instructions.get(first);
    boolean isStore = insn instanceof VarInsnNode && insn.getOpcode() == Opcodes.ASTORE;
    boolean isCleanup =
        blocks.stream().anyMatch(b -> b.type == null)
            || (blocks.stream().allMatch(b -> b.type.equals(THROWABLE)) && closes(first));
    if (isStore) {
      stores.put(first, start);
    }
    if (isCleanup) {
      cleanups.add(start);
      if (isStore) {
        findRethrows(start, first);
      } else if (insn.getOpcode() == Opcodes.ATHROW) {
        rethrows.put(first, start);
      }
      return;
    }
    List<String> types = new ArrayList<>();
    blocks.stream().map(b -> ClassFileNames.dotted(b.type)).distinct().forEach(types::add);
    SlotVariables.Variable variable = isStore ? code.variable(insn) : null;
    Value.Local parameter =
        variable != null && code.local(variable) instanceof Value.Local local
            ? local
            : new Value.Local(-1, "", types.get(0));
    int line = method.line(first);
    catches.put(
        start,
        new Event.Catch(types, parameter, method.site(line, "catch " + types + parameter.name())));
    catchEnds.put(start, endOfCatch(start, first, isStore));
  }

  /** Whether the handler is what a compiler makes of a try-with-resources statement. */
  private boolean closes(int first) {
    for (int i = first, steps = 0; i < instructions.size() && steps < LONGEST_CLOSE; i++) {
      AbstractInsnNode insn = instructions.get(i);
      if (insn instanceof MethodInsnNode call && call.name.equals("addSuppressed")) {
        return true;
      }
      // The handler is over, and nothing was suppressed: a catch clause that somebody wrote.
      if (insn.getOpcode() == Opcodes.ATHROW
          || (insn.getOpcode() == Opcodes.GOTO && steps > 0)
          || (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN)) {
        return false;
      }
      steps += insn.getOpcode() < 0 ? 0 : 1;
    }
    return false;
  }

  private void findRethrows(int start, int store) {
    SlotVariables.Variable exception = code.variable(instructions.get(store));
    for (int i = store; i < instructions.size(); i++) {
      if (instructions.get(i).getOpcode() != Opcodes.ATHROW) {
        continue;
      }
      AbstractInsnNode load = previousReal(i);
      if (load instanceof VarInsnNode
          && load.getOpcode() == Opcodes.ALOAD
          && exception != null
          && exception.equals(code.variable(load))) {
        rethrows.put(i, start);
      }
    }
  }

  /** Where the catch block ends, as far as the class file shows it. */
  private int endOfCatch(int start, int first, boolean isStore) {
    if (isStore && method.method.localVariables != null) {
      int slot = ((VarInsnNode) instructions.get(first)).var;
      for (LocalVariableNode variable : method.method.localVariables) {
        int from = instructions.indexOf(variable.start);
        if (variable.index == slot && from > start && from <= nextReal(first + 1)) {
          return instructions.indexOf(variable.end);
        }
      }
    }
    // It ends where code comes in that did not come through it.
    int end = instructions.size();
    for (int i = 0; i < start; i++) {
      if (instructions.get(i) instanceof JumpInsnNode jump) {
        int target = instructions.indexOf(jump.label);
        end = target > start ? Math.min(end, target) : end;
      }
    }
    for (Map.Entry<Integer, List<TryCatchBlockNode>> other : handlers.entrySet()) {
      boolean isSibling =
          other.getKey() > start
              && other.getValue().stream().anyMatch(b -> instructions.indexOf(b.start) < start);
      end = isSibling ? Math.min(end, other.getKey()) : end;
    }
    return end;
  }

  /**
   * The code of a finally block: that of its handler, and its copies, which have the same lines but
   * lie outside of what the handler guards.
   */
  private void markFinally(int start) {
    int end = -1;
    for (Map.Entry<Integer, Integer> rethrow : rethrows.entrySet()) {
      if (rethrow.getValue() == start && rethrow.getKey() > start) {
        end = end < 0 ? rethrow.getKey() : Math.min(end, rethrow.getKey());
      }
    }
    if (end < 0) {
      return;
    }
    boolean isUnlock = false;
    Set<Integer> lines = new HashSet<>();
    for (int i = start; i <= end; i++) {
      int opcode = instructions.get(i).getOpcode();
      isUnlock |= opcode == Opcodes.MONITOREXIT;
      if (opcode >= 0 && opcode != Opcodes.ASTORE && method.line(i) > 0) {
        lines.add(method.line(i));
      }
    }
    if (isUnlock) {
      return;
    }
    finallyCode.set(start, end);
    for (int i = 0; i < instructions.size(); i++) {
      if (lines.contains(method.line(i)) && !isGuarded(i, handlers.get(start))) {
        finallyCode.set(i);
      }
    }
  }

  private boolean isGuarded(int index, List<TryCatchBlockNode> blocks) {
    return blocks.stream().anyMatch(b -> covers(b, index));
  }

  private boolean covers(TryCatchBlockNode block, int index) {
    return instructions.indexOf(block.start) <= index && index < instructions.indexOf(block.end);
  }

  private int nextReal(int index) {
    for (int i = index; i < instructions.size(); i++) {
      if (instructions.get(i).getOpcode() >= 0) {
        return i;
      }
    }
    return -1;
  }

  private AbstractInsnNode previousReal(int index) {
    AbstractInsnNode insn = instructions.get(index).getPrevious();
    while (insn != null && insn.getOpcode() < 0) {
      insn = insn.getPrevious();
    }
    return insn;
  }

  boolean isHandler(int index) {
    return handlers.containsKey(index);
  }

  boolean isTarget(AbstractInsnNode label) {
    return targets.contains(label);
  }

  /** The catch clause that begins here; null for a cleanup. */
  Event.Catch catchAt(int handler) {
    return catches.get(handler);
  }

  /** Whether the instruction only puts the caught exception into its variable. */
  boolean isExceptionStore(int index) {
    return stores.containsKey(index);
  }

  boolean isRethrow(int index) {
    return rethrows.containsKey(index);
  }

  boolean isInFinally(int index) {
    return finallyCode.get(index);
  }

  /** The innermost catch clause that the instruction lies in, by its handler's index. */
  OptionalInt handlerAround(Integer index) {
    int best = -1;
    if (index != null) {
      for (Map.Entry<Integer, Integer> block : catchEnds.entrySet()) {
        if (block.getKey() <= index && index < block.getValue() && block.getKey() > best) {
          best = block.getKey();
        }
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  void raise(int node, int index, String exception) {
    raised.add(new Raised(node, index, exception));
  }

  /** The node throws on what entered its handler. */
  void rethrow(int node, int index) {
    rethrowNodes.computeIfAbsent(rethrows.get(index), h -> new ArrayList<>()).add(node);
    rethrowIndexes.put(node, index);
  }

  /** Draws the edges of all that was raised. */
  void connect(FlowDraft flow, Map<Integer, Integer> nodes) {
    Set<Raised> done = new LinkedHashSet<>();
    List<Raised> work = new ArrayList<>(raised);
    while (!work.isEmpty()) {
      Raised next = work.remove(work.size() - 1);
      if (done.add(next)) {
        OptionalInt cleanup = connect(flow, nodes, next);
        if (cleanup.isPresent()) {
          for (int node : rethrowNodes.getOrDefault(cleanup.getAsInt(), List.of())) {
            work.add(new Raised(node, rethrowIndexes.get(node), next.exception()));
          }
        }
      }
    }
  }

  /** Returns the cleanup that the exception enters, if it does. */
  private OptionalInt connect(FlowDraft flow, Map<Integer, Integer> nodes, Raised r) {
    for (TryCatchBlockNode block : method.method.tryCatchBlocks) {
      int handler = instructions.indexOf(block.handler);
      if (!covers(block, r.index()) || !nodes.containsKey(handler)) {
        continue;
      }
      int target = nodes.get(handler);
      if (cleanups.contains(handler)) {
        flow.edge(r.node(), target, Kind.EXCEPTION, r.exception());
        return OptionalInt.of(handler);
      }
      String caught = ClassFileNames.dotted(block.type);
      BytecodeHierarchy hierarchy = code.unit().hierarchy();
      if (hierarchy.mayCatch(caught, r.exception())) {
        flow.edge(r.node(), target, Kind.EXCEPTION, r.exception());
      }
      if (hierarchy.isSubtype(r.exception(), caught)) {
        return OptionalInt.empty();
      }
    }
    flow.edge(r.node(), FlowDraft.THROW_EXIT, Kind.EXCEPTION, r.exception());
    return OptionalInt.empty();
  }
}
