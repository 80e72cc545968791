package dev.loosethread.bytecode;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Where in a constructor the class's initialisers stand: behind the call of the superclass's
 * constructor, and on lines that are not the constructor's own. Compilers copy them into every
 * constructor that makes such a call (JLS 12.5).
 *
 * @param from index of the first instruction
 * @param to index behind the last
 */
record InitializerRange(int from, int to) {
  static final InitializerRange NONE = new InitializerRange(-1, -1);

  boolean isEmpty() {
    return from < 0;
  }

  static InitializerRange of(NestMethod constructor, SyntheticParameters shape) {
    InsnList code = constructor.method.instructions;
    int superCall = superCall(constructor);
    if (superCall < 0) {
      return NONE;
    }
    int last = code.size() - 1;
    while (last > superCall && code.get(last).getOpcode() != Opcodes.RETURN) {
      last--;
    }
    int from = superCall + 1;
    if (takesNothing(constructor, shape) && !hasOwnLine(code.get(last))) {
      // No brace of the source closes it: the compiler made it, and all in it are initialisers.
      return from < last ? new InitializerRange(from, last) : NONE;
    }
    int to = from;
    while (to < last && !isOwn(constructor, to, superCall, last)) {
      to++;
    }
    for (int i = from; i < to; i++) {
      if (constructor.line(i) != constructor.line(superCall)) {
        return new InitializerRange(from, to);
      }
    }
    // Without a line of its own in between, what follows the call belongs to the constructor.
    return NONE;
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

  /**
   * The index of the call of the superclass's constructor, or -1 if another of its own is called.
   */
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
