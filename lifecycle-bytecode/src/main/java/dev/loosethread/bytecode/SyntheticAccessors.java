package dev.loosethread.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The static methods that compilers generated before Java 11 for nested classes to access each
 * other's private members (nests replaced them, JVMS 4.7.28).
 */
final class SyntheticAccessors {
  private SyntheticAccessors() {}

  static boolean is(MethodNode method) {
    int both = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    return (method.access & both) == both && method.name.startsWith("access$");
  }

  /** Returns the instruction that does an accessor's work; empty if it does more than one. */
  static Optional<AbstractInsnNode> work(MethodNode accessor) {
    List<AbstractInsnNode> work = new ArrayList<>();
    for (AbstractInsnNode insn : accessor.instructions) {
      int opcode = insn.getOpcode();
      if (insn instanceof FieldInsnNode || insn instanceof MethodInsnNode) {
        work.add(insn);
      } else if ((opcode >= Opcodes.IADD && opcode <= Opcodes.LXOR)
          || opcode == Opcodes.INVOKEDYNAMIC) {
        return Optional.empty();
      }
    }
    return work.size() == 1 ? Optional.of(work.get(0)) : Optional.empty();
  }
}
