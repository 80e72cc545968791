package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Value;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Reads conditional jumps. A compiler jumps where the condition of the source fails, so a branch
 * asks the opposite of its jump, except for a flag that is tested by {@code ifne}.
 */
final class JumpReader {
  private final NestMethod method;
  private final InsnList instructions;
  private final BitSet jumpsIfTrue = new BitSet();

  JumpReader(NestMethod method) {
    this.method = method;
    this.instructions = method.method.instructions;
  }

  /** Returns whether the jump that was read at an index is taken where its branch holds. */
  boolean jumpsIfTrue(int index) {
    return jumpsIfTrue.get(index);
  }

  /** Returns the branch of a jump; null if it is unconditional or nobody knows the condition. */
  Event.@Nullable Branch read(int index, Frame<SymbolicValue> frame) {
    int opcode = instructions.get(index).getOpcode();
    if (opcode == Opcodes.GOTO) {
      return null;
    }
    int top = frame.getStackSize() - 1;
    SymbolicValue last = frame.getStack(top);
    return switch (opcode) {
      case Opcodes.IFNULL, Opcodes.IFNONNULL -> {
        String operator = opcode == Opcodes.IFNULL ? "!=" : "==";
        yield branch(index, new Test.Compare(last.value(), operator, Value.NULL));
      }
      case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE ->
          comparisonWithZero(index, last);
      default -> {
        Value first = frame.getStack(top - 1).value();
        yield branch(index, new Test.Compare(first, operator(opcode), last.value()));
      }
    };
  }

  private Event.Branch branch(int index, Test test) {
    int opcode = instructions.get(index).getOpcode();
    return new Event.Branch(test, method.site(method.line(index), "if " + opcode));
  }

  private Event.@Nullable Branch comparisonWithZero(int index, SymbolicValue operand) {
    int opcode = instructions.get(index).getOpcode();
    if (operand.test() instanceof Test.Compare compare) {
      return branch(index, new Test.Compare(compare.left(), operator(opcode), compare.right()));
    }
    boolean isFlag =
        (opcode == Opcodes.IFEQ || opcode == Opcodes.IFNE)
            && (operand.test() != null || isBoolean(operand.value()));
    if (!isFlag) {
      Value zero = new Value.Constant(0);
      return branch(index, new Test.Compare(operand.value(), operator(opcode), zero));
    }
    if (isAssertion(index)) {
      // Nobody knows whether assertions are enabled: a fork.
      return null;
    }
    if (opcode == Opcodes.IFNE) {
      jumpsIfTrue.set(index);
    }
    return branch(index, operand.test() != null ? operand.test() : new Test.Truth(operand.value()));
  }

  private boolean isAssertion(int index) {
    return instructions.get(index).getPrevious() instanceof FieldInsnNode field
        && field.name.equals("$assertionsDisabled");
  }

  private static boolean isBoolean(Value value) {
    String type = value.typeName().orElse("");
    return type.equals("boolean")
        || type.equals("java.lang.Boolean")
        || (value instanceof Value.Local local && local.type().isEmpty());
  }

  private static String operator(int opcode) {
    return switch (opcode) {
      case Opcodes.IFEQ, Opcodes.IF_ICMPEQ, Opcodes.IF_ACMPEQ -> "!=";
      case Opcodes.IFNE, Opcodes.IF_ICMPNE, Opcodes.IF_ACMPNE -> "==";
      case Opcodes.IFLT, Opcodes.IF_ICMPLT -> ">=";
      case Opcodes.IFGE, Opcodes.IF_ICMPGE -> "<";
      case Opcodes.IFGT, Opcodes.IF_ICMPGT -> "<=";
      default -> ">";
    };
  }
}
