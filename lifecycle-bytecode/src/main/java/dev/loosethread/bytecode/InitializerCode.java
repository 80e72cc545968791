package dev.loosethread.bytecode;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Finds a class's initialisers in its constructors. Compilers copy them into every constructor that
 * calls one of the superclass (JLS 12.5), right behind this call. They are told from the rest by
 * their lines, which are not the constructor's own.
 */
final class InitializerCode {
  private InitializerCode() {}

  /** Returns where in a constructor the initialisers are. */
  static InstructionRange of(NestMethod constructor, SyntheticParameters shape) {
    InsnList code = constructor.method.instructions;
    int superCall = superCall(constructor);
    if (superCall < 0) {
      return InstructionRange.NONE;
    }
    int last = code.size() - 1;
    while (last > superCall && code.get(last).getOpcode() != Opcodes.RETURN) {
      last--;
    }
    int from = superCall + 1;
    if (takesNothing(constructor, shape) && !hasOwnLine(code.get(last))) {
      // No brace in the source closes it: the compiler made it, and all of it is initialisers.
      return from < last ? new InstructionRange(from, last) : InstructionRange.NONE;
    }
    int to = from;
    while (to < last && !isOwn(constructor, to, superCall, last)) {
      to++;
    }
    for (int i = from; i < to; i++) {
      if (constructor.line(i) != constructor.line(superCall)) {
        return new InstructionRange(from, to);
      }
    }
    // Without another line in between, what follows the call belongs to the constructor.
    return InstructionRange.NONE;
  }

  private static boolean isOwn(NestMethod constructor, int index, int superCall, int last) {
    int line = constructor.line(index);
    int first = constructor.line(superCall);
    return (line > first && line <= constructor.line(last))
        || (line == first && constructor.method.instructions.get(index) instanceof LineNumberNode);
  }

  private static boolean takesNothing(NestMethod constructor, SyntheticParameters shape) {
    List<Type> types = List.of(Type.getArgumentTypes(constructor.method.desc));
    return shape.isAnonymous() || shape.declared(constructor.method.desc, types).isEmpty();
  }

  private static boolean hasOwnLine(AbstractInsnNode end) {
    AbstractInsnNode insn = end.getPrevious();
    while (insn != null && insn.getOpcode() < 0) {
      if (insn instanceof LineNumberNode) {
        return true;
      }
      insn = insn.getPrevious();
    }
    return false;
  }

  /** Returns the index of the superclass constructor's call, or -1 if another one is called. */
  private static int superCall(NestMethod constructor) {
    int made = 0;
    InsnList code = constructor.method.instructions;
    for (int i = 0; i < code.size(); i++) {
      AbstractInsnNode insn = code.get(i);
      if (insn.getOpcode() == Opcodes.NEW) {
        made++;
      } else if (insn instanceof MethodInsnNode call
          && insn.getOpcode() == Opcodes.INVOKESPECIAL
          && call.name.equals("<init>")) {
        if (made == 0) {
          return call.owner.equals(constructor.owner.superName) ? i : -1;
        }
        made--;
      }
    }
    return -1;
  }
}
