package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Value;
import java.util.Optional;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Finds the variable that a local class has captured in a field: where the class is created. */
final class CapturedVariables {
  private CapturedVariables() {}

  static Optional<Value> of(NestValues values, String owner, String field) {
    Nest nest = values.nest();
    return nest.creator(owner)
        .flatMap(values::of)
        .flatMap(creator -> argument(creator, owner, nest.syntheticParameters(owner), field));
  }

  private static Optional<Value> argument(
      MethodValues creator, String owner, SyntheticParameters parameters, String field) {
    InsnList instructions = creator.method().method.instructions;
    for (int i = 0; i < instructions.size(); i++) {
      AbstractInsnNode insn = instructions.get(i);
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(owner)
          && call.name.equals("<init>")) {
        int parameter = parameters.captureOf(call.desc, field);
        if (parameter >= 0 && creator.isReachable(i)) {
          Frame<SymbolicValue> frame = creator.frame(i);
          int first = frame.getStackSize() - Type.getArgumentTypes(call.desc).length;
          return Optional.of(frame.getStack(first + parameter).value());
        }
      }
    }
    return Optional.empty();
  }
}
