package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Reads instructions as events; used once for a stretch of code, from the first to the last. */
final class InstructionReader {
  private final MethodValues values;
  private final NestMethod method;
  private final InsnList instructions;
  private final ExceptionTable table;
  private final OperandValues operands = new OperandValues();
  private final InvocationReader invocations;
  private final JumpReader jumps;

  InstructionReader(MethodValues values, ExceptionTable table) {
    this.values = values;
    this.method = values.method();
    this.instructions = method.method.instructions;
    this.table = table;
    this.invocations = new InvocationReader(values, operands);
    this.jumps = new JumpReader(method);
  }

  /** Returns whether the jump that was read at an index is taken where its branch holds. */
  boolean jumpsIfTrue(int index) {
    return jumps.jumpsIfTrue(index);
  }

  /** Returns the event of a reachable instruction; null if it has none. */
  @Nullable Event read(int index) {
    AbstractInsnNode insn = instructions.get(index);
    Frame<SymbolicValue> frame = values.frame(index);
    int opcode = insn.getOpcode();
    if (insn instanceof FieldInsnNode field) {
      return opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC
          ? put(index, field, frame)
          : null;
    }
    if (insn instanceof VarInsnNode && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      return store(index, insn, frame);
    }
    if (insn instanceof IincInsnNode) {
      Value target = values.load(insn);
      return new Event.Assign(target, new Value.Unknown("int"), true, site(index, "increment"));
    }
    if (insn instanceof MethodInsnNode call) {
      return invocations.read(index, call);
    }
    if (insn instanceof JumpInsnNode) {
      return jumps.read(index, frame);
    }
    return withoutOperand(index, opcode, frame);
  }

  private @Nullable Event withoutOperand(int index, int opcode, Frame<SymbolicValue> frame) {
    return switch (opcode) {
      case Opcodes.AASTORE -> storeElement(index, frame);
      case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.ARETURN -> {
        Type type = Type.getReturnType(method.method.desc);
        yield new Event.Return(operands.of(top(frame), type), site(index, "return"));
      }
      case Opcodes.ATHROW ->
          table.isRethrow(index)
              ? null
              : new Event.Throw(top(frame).value().typeName().orElse(""), site(index, "throw"));
      case Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> {
        boolean enter = opcode == Opcodes.MONITORENTER;
        yield new Event.Monitor(enter, top(frame).value(), site(index, "lock"));
      }
      default -> null;
    };
  }

  private static SymbolicValue top(Frame<SymbolicValue> frame) {
    return frame.getStack(frame.getStackSize() - 1);
  }

  private @Nullable Event put(int index, FieldInsnNode field, Frame<SymbolicValue> frame) {
    if (values.nest().isSynthetic(field)) {
      return null;
    }
    Value receiver =
        field.getOpcode() == Opcodes.PUTFIELD
            ? frame.getStack(frame.getStackSize() - 2).value()
            : Value.UNKNOWN;
    return assign(index, values.field(field, receiver), top(frame), Type.getType(field.desc));
  }

  private @Nullable Event store(int index, AbstractInsnNode insn, Frame<SymbolicValue> frame) {
    SlotVariables.Variable variable = values.variable(insn);
    if (variable == null || !(values.local(variable) instanceof Value.Local local)) {
      return null;
    }
    Type type = local.type().equals("boolean") ? Type.BOOLEAN_TYPE : Type.INT_TYPE;
    return assign(index, local, top(frame), type);
  }

  private Event.Assign assign(int index, Value target, SymbolicValue value, Type type) {
    return new Event.Assign(target, operands.of(value, type), false, site(index, "= " + target));
  }

  /** An element of an array that is being made is part of its value, and no event. */
  private @Nullable Event storeElement(int index, Frame<SymbolicValue> frame) {
    SymbolicValue array = frame.getStack(frame.getStackSize() - 3);
    Value value = top(frame).value();
    if (operands.store(array, value)) {
      return null;
    }
    Value element = new Value.Element(array.value(), value.typeName().orElse(""));
    return new Event.Assign(element, value, false, site(index, "[] = " + value));
  }

  private BytecodeSite site(int index, String what) {
    return method.site(method.line(index), what);
  }
}
