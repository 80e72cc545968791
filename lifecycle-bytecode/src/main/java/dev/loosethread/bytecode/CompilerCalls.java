package dev.loosethread.bytecode;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Recognises calls that compilers insert and that the source does not contain. */
final class CompilerCalls {
  private CompilerCalls() {}

  /** Returns whether the call is no event of the source. */
  static boolean isInserted(MethodInsnNode call) {
    return isBoxing(call)
        || isNullCheck(call)
        || isConcatenation(call)
        || call.owner.equals("kotlin/jvm/internal/Intrinsics");
  }

  /** Returns whether the call only boxes or unboxes a primitive value. */
  static boolean isBoxing(MethodInsnNode call) {
    if (!call.owner.startsWith("java/lang/")) {
      return false;
    }
    boolean isBox =
        call.name.equals("valueOf")
            && call.getOpcode() == Opcodes.INVOKESTATIC
            && Type.getArgumentTypes(call.desc).length == 1
            && Type.getArgumentTypes(call.desc)[0].getSort() < Type.ARRAY
            && !call.owner.equals("java/lang/String");
    boolean isUnbox =
        call.name.endsWith("Value")
            && call.desc.startsWith("()")
            && Type.getReturnType(call.desc).getSort() < Type.ARRAY
            && call.getOpcode() == Opcodes.INVOKEVIRTUAL;
    return isBox || isUnbox;
  }

  /** Recognises the check that precedes a bound method reference or an inner class creation. */
  private static boolean isNullCheck(MethodInsnNode call) {
    AbstractInsnNode next = call.getNext();
    boolean isCheck =
        (call.owner.equals("java/util/Objects") && call.name.equals("requireNonNull"))
            || (call.owner.equals("java/lang/Object") && call.name.equals("getClass"));
    return isCheck && next != null && next.getOpcode() == Opcodes.POP;
  }

  private static boolean isConcatenation(MethodInsnNode call) {
    return call.owner.equals("java/lang/StringBuilder")
        || call.owner.equals("java/lang/StringBuffer")
        || (call.owner.equals("java/lang/String") && call.name.equals("valueOf"));
  }
}
