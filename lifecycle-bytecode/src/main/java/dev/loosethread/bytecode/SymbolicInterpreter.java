package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Executes instructions symbolically: on what values stand for instead of on values. */
final class SymbolicInterpreter extends Interpreter<SymbolicValue> {
  /** What the interpreter has to know about the method and its class. */
  interface Context {
    /** Returns what a load of a local variable yields. */
    Value load(AbstractInsnNode load);

    /** Returns the field of {@code receiver} that is accessed. */
    Value field(FieldInsnNode access, Value receiver);

    /** Returns what a call yields. */
    Value result(MethodInsnNode call, List<Value> arguments);

    /** Returns what an invokedynamic yields. */
    Value dynamic(InvokeDynamicInsnNode call, List<Value> captured);

    /** Returns the object that a {@code new} creates. */
    Value created(TypeInsnNode creation);
  }

  private final Context context;

  SymbolicInterpreter(Context context) {
    super(Opcodes.ASM9);
    this.context = context;
  }

  @Override
  public @Nullable SymbolicValue newValue(Type type) {
    if (type == null) {
      return SymbolicValue.unknown("", 1);
    }
    return type == Type.VOID_TYPE
        ? null
        : SymbolicValue.unknown(type.getClassName(), type.getSize());
  }

  @Override
  public SymbolicValue newExceptionValue(
      TryCatchBlockNode block,
      org.objectweb.asm.tree.analysis.Frame<SymbolicValue> frame,
      Type exceptionType) {
    return SymbolicValue.unknown(exceptionType.getClassName(), 1);
  }

  @Override
  public SymbolicValue newOperation(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    if (opcode == Opcodes.ACONST_NULL) {
      return SymbolicValue.of(Value.NULL, 1);
    }
    if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      return constant(opcode - Opcodes.ICONST_0, 1);
    }
    if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
      return constant((long) (opcode - Opcodes.LCONST_0), 2);
    }
    if (opcode >= Opcodes.FCONST_0 && opcode <= Opcodes.FCONST_2) {
      return constant((float) (opcode - Opcodes.FCONST_0), 1);
    }
    if (opcode == Opcodes.DCONST_0 || opcode == Opcodes.DCONST_1) {
      return constant((double) (opcode - Opcodes.DCONST_0), 2);
    }
    if (insn instanceof IntInsnNode push && opcode != Opcodes.NEWARRAY) {
      return constant(push.operand, 1);
    }
    if (insn instanceof LdcInsnNode load) {
      int size = load.cst instanceof Long || load.cst instanceof Double ? 2 : 1;
      return load.cst instanceof Type
          ? SymbolicValue.unknown("java.lang.Class", 1)
          : load.cst instanceof Number || load.cst instanceof String
              ? constant(load.cst, size)
              : SymbolicValue.unknown("", size);
    }
    if (insn instanceof FieldInsnNode field) {
      return SymbolicValue.of(
          context.field(field, Value.UNKNOWN), Type.getType(field.desc).getSize());
    }
    if (insn instanceof TypeInsnNode creation) {
      return SymbolicValue.of(context.created(creation), 1);
    }
    return SymbolicValue.unknown("", 1);
  }

  private static SymbolicValue constant(Object value, int size) {
    return SymbolicValue.of(new Value.Constant(value), size);
  }

  @Override
  public SymbolicValue copyOperation(AbstractInsnNode insn, SymbolicValue value) {
    return switch (insn.getOpcode()) {
      case Opcodes.LLOAD, Opcodes.DLOAD -> SymbolicValue.of(context.load(insn), 2);
      case Opcodes.ILOAD, Opcodes.FLOAD, Opcodes.ALOAD -> SymbolicValue.of(context.load(insn), 1);
      default -> value;
    };
  }

  @Override
  public @Nullable SymbolicValue unaryOperation(AbstractInsnNode insn, SymbolicValue value) {
    return switch (insn.getOpcode()) {
      case Opcodes.GETFIELD -> {
        FieldInsnNode field = (FieldInsnNode) insn;
        yield SymbolicValue.of(
            context.field(field, value.value()), Type.getType(field.desc).getSize());
      }
      case Opcodes.CHECKCAST ->
          new SymbolicValue(
              cast(value.value(), ClassFileNames.dotted(((TypeInsnNode) insn).desc)),
              1,
              value.test(),
              value.array());
      case Opcodes.INSTANCEOF ->
          new SymbolicValue(
              new Value.Unknown("boolean"),
              1,
              new Test.InstanceOf(value.value(), ClassFileNames.dotted(((TypeInsnNode) insn).desc)),
              null);
      case Opcodes.NEWARRAY -> SymbolicValue.unknown("int[]", 1);
      case Opcodes.ANEWARRAY ->
          new SymbolicValue(
              new Value.Unknown(ClassFileNames.dotted(((TypeInsnNode) insn).desc) + "[]"),
              1,
              null,
              insn);
      case Opcodes.IINC, Opcodes.ARRAYLENGTH, Opcodes.INEG, Opcodes.L2I, Opcodes.F2I, Opcodes.D2I ->
          SymbolicValue.unknown("int", 1);
      case Opcodes.I2B, Opcodes.I2C, Opcodes.I2S ->
          value.value() instanceof Value.Constant ? value : SymbolicValue.unknown("int", 1);
      case Opcodes.I2L ->
          value.value() instanceof Value.Constant
              ? SymbolicValue.of(value.value(), 2)
              : SymbolicValue.unknown("long", 2);
      case Opcodes.LNEG, Opcodes.F2L, Opcodes.D2L -> SymbolicValue.unknown("long", 2);
      case Opcodes.FNEG, Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> SymbolicValue.unknown("float", 1);
      case Opcodes.DNEG, Opcodes.I2D, Opcodes.L2D, Opcodes.F2D ->
          SymbolicValue.unknown("double", 2);
      default -> null;
    };
  }

  /** Returns the value after a cast: the same object, of a type that is known better. */
  private static Value cast(Value value, String type) {
    if (value instanceof Value.Result result) {
      return new Value.Result(result.call(), type);
    }
    if (value instanceof Value.Element element) {
      return new Value.Element(element.container(), type);
    }
    return value instanceof Value.Unknown ? new Value.Unknown(type) : value;
  }

  @Override
  public @Nullable SymbolicValue binaryOperation(
      AbstractInsnNode insn, SymbolicValue left, SymbolicValue right) {
    int opcode = insn.getOpcode();
    return switch (opcode) {
      case Opcodes.AALOAD -> {
        String array = left.value().typeName().orElse("");
        String element = array.endsWith("[]") ? array.substring(0, array.length() - 2) : "";
        yield SymbolicValue.of(new Value.Element(left.value(), element), 1);
      }
      case Opcodes.LCMP, Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.DCMPL, Opcodes.DCMPG ->
          new SymbolicValue(
              new Value.Unknown("int"),
              1,
              new Test.Compare(left.value(), "==", right.value()),
              null);
      case Opcodes.PUTFIELD -> null;
      case Opcodes.LALOAD,
          Opcodes.LADD,
          Opcodes.LSUB,
          Opcodes.LMUL,
          Opcodes.LDIV,
          Opcodes.LREM,
          Opcodes.LSHL,
          Opcodes.LSHR,
          Opcodes.LUSHR,
          Opcodes.LAND,
          Opcodes.LOR,
          Opcodes.LXOR ->
          SymbolicValue.unknown("long", 2);
      case Opcodes.DALOAD, Opcodes.DADD, Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM ->
          SymbolicValue.unknown("double", 2);
      case Opcodes.FALOAD, Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM ->
          SymbolicValue.unknown("float", 1);
      case Opcodes.BALOAD -> SymbolicValue.unknown("", 1);
      default -> isJump(opcode) ? null : SymbolicValue.unknown("int", 1);
    };
  }

  private static boolean isJump(int opcode) {
    return opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
  }

  @Override
  public @Nullable SymbolicValue ternaryOperation(
      AbstractInsnNode insn, SymbolicValue a, SymbolicValue b, SymbolicValue c) {
    return null;
  }

  @Override
  public @Nullable SymbolicValue naryOperation(
      AbstractInsnNode insn, List<? extends SymbolicValue> operands) {
    List<Value> values = operands.stream().map(SymbolicValue::value).toList();
    if (insn instanceof MethodInsnNode call) {
      Type type = Type.getReturnType(call.desc);
      return type == Type.VOID_TYPE
          ? null
          : SymbolicValue.of(context.result(call, values), type.getSize());
    }
    if (insn instanceof InvokeDynamicInsnNode dynamic) {
      return SymbolicValue.of(
          context.dynamic(dynamic, values), Type.getReturnType(dynamic.desc).getSize());
    }
    return SymbolicValue.unknown("", 1);
  }

  @Override
  public void returnOperation(AbstractInsnNode insn, SymbolicValue value, SymbolicValue expected) {
    // A return needs no check.
  }

  @Override
  public SymbolicValue merge(SymbolicValue a, SymbolicValue b) {
    return a.or(b);
  }
}
