package dev.loosethread.bytecode;

import dev.loosethread.bytecode.BytecodeHierarchy.Declared;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** What the values in one method's code stand for, found by executing it symbolically. */
final class MethodValues implements SymbolicInterpreter.Context {
  private static final String LAMBDA_FACTORY = "java/lang/invoke/LambdaMetafactory";

  private final NestValues shared;
  private final NestMethod method;
  private final SlotVariables variables;
  private final Map<SlotVariables.Variable, Value> locals = new HashMap<>();
  private final Map<AbstractInsnNode, Integer> calls = new HashMap<>();
  private final Frame<SymbolicValue>[] frames;

  MethodValues(NestValues shared, NestMethod method) throws AnalyzerException {
    this.shared = shared;
    this.method = method;
    this.variables = SlotVariables.of(method.owner.name, method.method);
    this.frames =
        new Analyzer<>(new SymbolicInterpreter(this)).analyze(method.owner.name, method.method);
  }

  /** Returns the values of all methods of the nest. */
  NestValues shared() {
    return shared;
  }

  Nest nest() {
    return shared.nest();
  }

  NestMethod method() {
    return method;
  }

  boolean isReachable(int index) {
    return frames[index] != null;
  }

  /** Returns the stack before a reachable instruction. */
  Frame<SymbolicValue> frame(int index) {
    return Objects.requireNonNull(frames[index], "unreachable");
  }

  /** Returns the variable that a load, store or increment accesses; null in unreachable code. */
  SlotVariables.@Nullable Variable variable(AbstractInsnNode access) {
    return variables.at(access);
  }

  Value local(SlotVariables.Variable variable) {
    Value known = locals.get(variable);
    if (known == null) {
      known = localOf(variable);
      locals.put(variable, known);
    }
    return known;
  }

  private Value localOf(SlotVariables.Variable variable) {
    if (variable.parameter() == 0 && !method.isStatic()) {
      return new Value.This(method.type());
    }
    int index = method.slots().indexOf(variable.parameter());
    if (index >= 0) {
      return shared.parameters(method).get(index);
    }
    return new Value.Local(shared.nextLocal(), variable.name(), variable.type());
  }

  @Override
  public Value load(AbstractInsnNode load) {
    SlotVariables.Variable variable = variables.at(load);
    return variable == null ? Value.UNKNOWN : local(variable);
  }

  @Override
  public Value field(FieldInsnNode access, Value receiver) {
    String type = ClassFileNames.ofDescriptor(access.desc);
    if (shared.nest().isSynthetic(access)) {
      return access.name.startsWith("this$")
          ? new Value.This(type)
          : access.name.startsWith("val$")
              ? shared.capturedBy(access.owner, access.name)
              : new Value.Unknown(type);
    }
    String owner = ClassFileNames.dotted(access.owner);
    Optional<Declared<FieldNode>> declared = shared.hierarchy().field(owner, access.name);
    boolean isStatic =
        access.getOpcode() == Opcodes.GETSTATIC || access.getOpcode() == Opcodes.PUTSTATIC;
    return new Value.Field(
        new FieldKey(declared.map(Declared::owner).orElse(owner), access.name),
        isStatic ? Value.UNKNOWN : receiver,
        type,
        isStatic);
  }

  int callId(AbstractInsnNode call) {
    return calls.computeIfAbsent(call, c -> shared.nextCall());
  }

  @Override
  public Value created(TypeInsnNode creation) {
    return new Value.Result(callId(creation), ClassFileNames.dotted(creation.desc));
  }

  @Override
  public Value result(MethodInsnNode call, List<Value> arguments) {
    if (CompilerCalls.isBoxing(call)) {
      return arguments.get(0);
    }
    AbstractInsnNode work = shared.nest().workOf(call).orElse(call);
    if (work instanceof FieldInsnNode access) {
      boolean isRead =
          access.getOpcode() == Opcodes.GETFIELD || access.getOpcode() == Opcodes.GETSTATIC;
      Value receiver = arguments.isEmpty() ? Value.UNKNOWN : arguments.get(0);
      return isRead ? field(access, receiver) : arguments.get(arguments.size() - 1);
    }
    return new Value.Result(callId(call), Type.getReturnType(call.desc).getClassName());
  }

  @Override
  public Value dynamic(InvokeDynamicInsnNode call, List<Value> captured) {
    String type = Type.getReturnType(call.desc).getClassName();
    if (!call.bsm.getOwner().equals(LAMBDA_FACTORY)
        || !(call.bsmArgs[1] instanceof Handle target)) {
      return new Value.Unknown(type);
    }
    Optional<NestMethod> lambda = shared.nest().lambda(target);
    if (lambda.isPresent()) {
      NestMethod code = lambda.get();
      // The receiver comes first if the lambda is an instance method.
      code.captured =
          code.isStatic() || captured.isEmpty() ? captured : captured.subList(1, captured.size());
      code.returnsResult =
          call.bsmArgs[0] instanceof Type interfaceMethod
              && interfaceMethod.getReturnType() != Type.VOID_TYPE;
      return new Value.Lambda(code.body, type);
    }
    MethodKey key = key(target.getOwner(), target.getName(), target.getDesc());
    boolean isBound = !captured.isEmpty() && target.getTag() != Opcodes.H_INVOKESTATIC;
    return new Value.MethodReference(
        isBound ? captured.get(0) : Value.UNKNOWN,
        key,
        shared.bodyOf(target.getOwner(), target.getName(), target.getDesc()),
        type);
  }

  /** Returns the method that a reference means, named by the class that declares it. */
  MethodKey key(String owner, String name, String descriptor) {
    String type = ClassFileNames.dotted(owner);
    String declaring =
        shared.hierarchy().method(type, name, descriptor).map(Declared::owner).orElse(type);
    return ClassFileNames.method(
        declaring.endsWith("[]") ? "java.lang.Object" : declaring, name, descriptor);
  }

  Set<String> thrown(String owner, String name, String descriptor) {
    return shared
        .hierarchy()
        .method(ClassFileNames.dotted(owner), name, descriptor)
        .map(d -> ClassFileNames.dotted(d.member().exceptions))
        .orElse(Set.of());
  }
}
