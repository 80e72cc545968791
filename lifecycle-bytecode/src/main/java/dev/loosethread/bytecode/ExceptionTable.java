package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The handlers of a method: which are catch clauses, and which are cleanups, which run a finally
 * block or close resources and throw on.
 */
final class ExceptionTable {
  private static final String THROWABLE = "java/lang/Throwable";

  /** How many instructions a compiler needs at most to close a resource. */
  private static final int LONGEST_CLOSE = 40;

  private final MethodValues values;
  private final NestMethod method;
  private final InsnList instructions;

  /** The blocks that each handler guards, by the handler's index. */
  private final Map<Integer, List<TryCatchBlockNode>> handlers = new LinkedHashMap<>();

  private final Set<AbstractInsnNode> targets = new HashSet<>();

  /** The indexes of the handlers that are cleanups. */
  private final Set<Integer> cleanups = new HashSet<>();

  /** The cleanup whose exception each rethrowing instruction throws on. */
  private final Map<Integer, Integer> rethrows = new HashMap<>();

  /** The handler of each instruction that stores a caught exception. */
  private final Map<Integer, Integer> stores = new HashMap<>();

  /** The event of each handler that is a catch clause, and where the clause ends. */
  private final Map<Integer, Event.Catch> catches = new HashMap<>();

  private final Map<Integer, Integer> catchEnds = new HashMap<>();
  private final BitSet finallyCode = new BitSet();

  ExceptionTable(MethodValues values) {
    this.values = values;
    this.method = values.method();
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
    if (first < 0 || !values.isReachable(start)) {
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
    SlotVariables.Variable variable = isStore ? values.variable(insn) : null;
    Value.Local parameter =
        variable != null && values.local(variable) instanceof Value.Local local
            ? local
            : new Value.Local(-1, "", types.get(0));
    int line = method.line(first);
    catches.put(
        start,
        new Event.Catch(types, parameter, method.site(line, "catch " + types + parameter.name())));
    catchEnds.put(start, endOfCatch(start, first, isStore));
  }

  /** Returns whether a compiler made the handler of a try-with-resources statement. */
  private boolean closes(int first) {
    for (int i = first, steps = 0; i < instructions.size() && steps < LONGEST_CLOSE; i++) {
      AbstractInsnNode insn = instructions.get(i);
      if (insn instanceof MethodInsnNode call && call.name.equals("addSuppressed")) {
        return true;
      }
      // The handler ends and has suppressed nothing: a catch clause that somebody wrote.
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
    SlotVariables.Variable exception = values.variable(instructions.get(store));
    for (int i = store; i < instructions.size(); i++) {
      if (instructions.get(i).getOpcode() != Opcodes.ATHROW) {
        continue;
      }
      AbstractInsnNode load = previousReal(i);
      if (load instanceof VarInsnNode
          && load.getOpcode() == Opcodes.ALOAD
          && exception != null
          && exception.equals(values.variable(load))) {
        rethrows.put(i, start);
      }
    }
  }

  /** Returns where a catch block ends, as far as the class file shows it. */
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
    // It ends where control arrives that did not come through it.
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
   * Marks the code of a finally block: that of its handler, and the copies of it, which have the
   * same lines but lie outside of what the handler guards.
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
      if (lines.contains(method.line(i))
          && !isGuarded(i, handlers.getOrDefault(start, List.of()))) {
        finallyCode.set(i);
      }
    }
  }

  private boolean isGuarded(int index, List<TryCatchBlockNode> blocks) {
    return blocks.stream().anyMatch(b -> covers(b, index));
  }

  /** Returns whether a block's handler guards an instruction. */
  boolean covers(TryCatchBlockNode block, int index) {
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

  /** Returns the index of a block's handler. */
  int handlerOf(TryCatchBlockNode block) {
    return instructions.indexOf(block.handler);
  }

  boolean isHandler(int index) {
    return handlers.containsKey(index);
  }

  boolean isCleanup(int handler) {
    return cleanups.contains(handler);
  }

  /** Returns whether some instruction jumps to a label. */
  boolean isTarget(AbstractInsnNode label) {
    return targets.contains(label);
  }

  /** Returns the catch clause that begins at a handler; null for a cleanup. */
  Event.@Nullable Catch catchAt(int handler) {
    return catches.get(handler);
  }

  /** Returns whether an instruction only stores the caught exception in its variable. */
  boolean isExceptionStore(int index) {
    return stores.containsKey(index);
  }

  boolean isRethrow(int index) {
    return rethrows.containsKey(index);
  }

  /** Returns the index of the handler whose exception an instruction throws on; null for none. */
  @Nullable Integer rethrownFrom(int index) {
    return rethrows.get(index);
  }

  boolean isInFinally(int index) {
    return finallyCode.get(index);
  }

  /**
   * Returns the index of the handler of the innermost catch clause that an instruction lies in.
   *
   * @param index may be null
   */
  OptionalInt catchAround(@Nullable Integer index) {
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
}
