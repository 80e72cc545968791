package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** One method of a nest, and what is known of it from outside its code. */
final class NestMethod {
  final ClassNode owner;
  final MethodNode method;
  final int body;
  final boolean isLambda;

  /** The method that contains a lambda; null if there is none. */
  @Nullable NestMethod enclosing;

  /** What a lambda has captured, by parameter. */
  List<Value> captured = List.of();

  /** Whether a lambda's functional interface expects a result. */
  boolean returnsResult;

  private int @Nullable [] lines;

  NestMethod(ClassNode owner, MethodNode method, int body, boolean isLambda) {
    this.owner = owner;
    this.method = method;
    this.body = body;
    this.isLambda = isLambda;
  }

  String type() {
    return ClassFileNames.dotted(owner.name);
  }

  boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isConstructor() {
    return method.name.equals("<init>");
  }

  boolean hasCode() {
    return method.instructions.size() > 0;
  }

  /** Returns the slot of each parameter, without the receiver's. */
  List<Integer> slots() {
    List<Integer> slots = new ArrayList<>();
    int slot = isStatic() ? 0 : 1;
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      slots.add(slot);
      slot += parameter.getSize();
    }
    return slots;
  }

  /** Returns the line of an instruction, or 0 if it is unknown. */
  int line(int index) {
    if (lines == null) {
      lines = new int[method.instructions.size()];
      int line = 0;
      int i = 0;
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof LineNumberNode number) {
          line = number.line;
        }
        lines[i++] = line;
      }
    }
    return index < 0 || index >= lines.length ? 0 : lines[index];
  }

  /** Returns the smallest line that any instruction has, or 0 if none has one. */
  private int firstLine() {
    int first = 0;
    for (int i = 0; i < method.instructions.size(); i++) {
      int line = line(i);
      if (line > 0 && (first == 0 || line < first)) {
        first = line;
      }
    }
    return first;
  }

  /** Returns the place at which the method begins. */
  BytecodeSite site(String what) {
    return site(firstLine(), what);
  }

  BytecodeSite site(int line, String what) {
    return new BytecodeSite(type(), method.name, method.desc, line, what);
  }
}
