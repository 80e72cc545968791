package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Value;
import java.util.Optional;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Which variable of the code around it a local class captured in one of its fields. */
final class CapturedVariables {
  private CapturedVariables() {}

  static Optional<Value> of(NestReader unit, String owner, String field) {
    NestMethod creator = unit.creator(owner).orElse(null);
    if (creator == null) {
      return Optional.empty();
    }
    return unit.code(creator).flatMap(code -> argument(unit, code, creator, owner, field));
  }

  private static Optional<Value> argument(
      NestReader unit, MethodValues code, NestMethod creator, String owner, String field) {
    InsnList instructions = creator.method.instructions;
    for (int i = 0; i < instructions.size(); i++) {
      AbstractInsnNode insn = instructions.get(i);
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(owner)
          && call.name.equals("<init>")) {
        int parameter = unit.shape(owner).captureOf(call.desc, field);
        Frame<SymbolicValue> frame = code.frame(i);
        if (parameter >= 0 && frame != null) {
          int first = frame.getStackSize() - Type.getArgumentTypes(call.desc).length;
          return Optional.of(frame.getStack(first + parameter).value());
        }
      }
    }
    return Optional.empty();
  }
}
