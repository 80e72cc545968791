package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Reads method invocations as the calls, creations and field accesses that the source has. */
final class InvocationReader {
  private final MethodValues values;
  private final OperandValues operands;
  private final NestMethod method;
  private final Nest nest;

  InvocationReader(MethodValues values, OperandValues operands) {
    this.values = values;
    this.operands = operands;
    this.method = values.method();
    this.nest = values.nest();
  }

  /** Returns the event of an invocation; null if the source does not contain one. */
  @Nullable Event read(int index, MethodInsnNode insn) {
    if (CompilerCalls.isInserted(insn)) {
      return null;
    }
    Frame<SymbolicValue> frame = values.frame(index);
    Type[] types = Type.getArgumentTypes(insn.desc);
    int first = frame.getStackSize() - types.length;
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      arguments.add(operands.of(frame.getStack(first + i), types[i]));
    }
    AbstractInsnNode work = nest.workOf(insn).orElse(insn);
    if (work instanceof FieldInsnNode access) {
      return assignment(index, access, arguments);
    }
    MethodInsnNode callee = (MethodInsnNode) work;
    Value receiver = Value.UNKNOWN;
    if (callee.getOpcode() != Opcodes.INVOKESTATIC) {
      receiver = callee == insn ? frame.getStack(first - 1).value() : arguments.remove(0);
    }
    return callee.name.equals(MethodKey.CONSTRUCTOR)
        ? constructorCall(index, insn, callee, receiver, arguments)
        : call(index, insn, callee, receiver, arguments);
  }

  /** Returns the assignment that an accessor makes; null if it only reads the field. */
  private @Nullable Event assignment(int index, FieldInsnNode access, List<Value> arguments) {
    boolean isWrite =
        access.getOpcode() == Opcodes.PUTFIELD || access.getOpcode() == Opcodes.PUTSTATIC;
    return isWrite
        ? new Event.Assign(
            values.field(access, arguments.get(0)),
            arguments.get(arguments.size() - 1),
            false,
            method.site(method.line(index), "= " + access.name))
        : null;
  }

  private Event constructorCall(
      int index,
      MethodInsnNode insn,
      MethodInsnNode callee,
      Value receiver,
      List<Value> arguments) {
    MethodKey key =
        nest.constructorKey(
            callee.owner, callee.desc, values.key(callee.owner, callee.name, callee.desc));
    List<Value> declared = nest.declared(callee.owner, callee.desc, arguments);
    boolean isNew = receiver instanceof Value.Result;
    int id = isNew ? ((Value.Result) receiver).call() : values.callId(insn);
    Event.Call.Builder call = started(index, id, key, callee).arguments(declared);
    return isNew
        ? call.creates(ClassFileNames.dotted(callee.owner)).discarded(isPopped(insn)).build()
        : call.receiver(new Value.This(method.type()))
            .throughSuper(true)
            .discarded(isPopped(insn) || isVoid(insn))
            .build();
  }

  private Event call(
      int index,
      MethodInsnNode insn,
      MethodInsnNode callee,
      Value receiver,
      List<Value> arguments) {
    MethodKey key = values.key(callee.owner, callee.name, callee.desc);
    boolean isSuper =
        callee.getOpcode() == Opcodes.INVOKESPECIAL && !callee.owner.equals(method.owner.name);
    return started(index, values.callId(insn), key, callee)
        .receiver(receiver)
        .arguments(arguments)
        .resultType(Type.getReturnType(callee.desc).getClassName())
        .staticMethod(callee.getOpcode() == Opcodes.INVOKESTATIC)
        .throughSuper(isSuper)
        .discarded(isPopped(insn) || isVoid(insn))
        .build();
  }

  private Event.Call.Builder started(int index, int id, MethodKey key, MethodInsnNode callee) {
    return Event.Call.builder(id, key, method.site(method.line(index), key.toString()))
        .body(values.shared().bodyOf(callee.owner, callee.name, callee.desc))
        .checked(values.thrown(callee.owner, callee.name, callee.desc));
  }

  private static boolean isVoid(MethodInsnNode insn) {
    return Type.getReturnType(insn.desc) == Type.VOID_TYPE;
  }

  private static boolean isPopped(MethodInsnNode insn) {
    AbstractInsnNode next = insn.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next != null && (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.POP2);
  }
}
