package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * The values in the code of all methods of a nest. Each method is analysed once, and before the
 * lambdas and local classes that it contains, whose variables they capture.
 */
final class NestValues {
  private final BytecodeHierarchy hierarchy;
  private final Nest nest;
  private final Map<NestMethod, Optional<MethodValues>> analysed = new HashMap<>();
  private final Map<NestMethod, List<Value>> parameters = new HashMap<>();
  private final Map<String, Value> captured = new HashMap<>();
  private int calls;
  private int locals;

  NestValues(BytecodeHierarchy hierarchy, Nest nest) {
    this.hierarchy = hierarchy;
    this.nest = nest;
  }

  BytecodeHierarchy hierarchy() {
    return hierarchy;
  }

  Nest nest() {
    return nest;
  }

  /** Returns an id for the next {@link dev.loosethread.model.facts.Event.Call}. */
  int nextCall() {
    return calls++;
  }

  /** Returns an id for the next {@link Value.Local}. */
  int nextLocal() {
    return locals++;
  }

  /** Returns the body of a method that the nest declares or inherits from itself. */
  OptionalInt bodyOf(String owner, String name, String descriptor) {
    Optional<NestMethod> called = nest.method(owner, name, descriptor);
    if (called.isEmpty() && nest.hasClass(owner)) {
      called =
          hierarchy
              .method(ClassFileNames.dotted(owner), name, descriptor)
              .flatMap(d -> nest.method(d.owner().replace('.', '/'), name, descriptor));
    }
    return called.isEmpty() ? OptionalInt.empty() : OptionalInt.of(called.get().body);
  }

  /** Returns the values in a method's code; empty if there is none or it cannot be followed. */
  Optional<MethodValues> of(NestMethod method) {
    Optional<MethodValues> known = analysed.get(method);
    if (known == null) {
      analysed.put(method, Optional.empty());
      analyseEnclosing(method);
      known = method.hasCode() ? analyse(method) : Optional.empty();
      analysed.put(method, known);
    }
    return known;
  }

  private void analyseEnclosing(NestMethod method) {
    if (method.isLambda && method.enclosing != null) {
      of(method.enclosing);
    }
  }

  private Optional<MethodValues> analyse(NestMethod method) {
    try {
      return Optional.of(new MethodValues(this, method));
    } catch (AnalyzerException | IndexOutOfBoundsException e) {
      // Code that only other tools than compilers make.
      return Optional.empty();
    }
  }

  /** Returns what each parameter of a method stands for. */
  List<Value> parameters(NestMethod method) {
    List<Value> known = parameters.get(method);
    if (known == null) {
      analyseEnclosing(method);
      known = new ArrayList<>();
      Type[] types = Type.getArgumentTypes(method.method.desc);
      for (int i = 0; i < types.length; i++) {
        known.add(parameter(method, i, types[i].getClassName()));
      }
      parameters.put(method, known);
    }
    return known;
  }

  private Value parameter(NestMethod method, int index, String type) {
    if (index < method.captured.size()) {
      return method.captured.get(index);
    }
    boolean isOuterInstance =
        method.isConstructor()
            && nest.syntheticParameters(method.owner.name)
                .isOuterInstance(method.method.desc, index);
    return isOuterInstance
        ? new Value.This(type)
        : new Value.Local(nextLocal(), parameterName(method, index), type);
  }

  private static String parameterName(NestMethod method, int index) {
    int slot = method.slots().get(index);
    if (method.method.localVariables != null) {
      for (LocalVariableNode variable : method.method.localVariables) {
        if (variable.index == slot) {
          return variable.name;
        }
      }
    }
    return "p" + index;
  }

  /** Returns the captured variable that a local class's synthetic field holds. */
  Value capturedBy(String owner, String field) {
    String key = owner + "." + field;
    Value known = captured.get(key);
    if (known == null) {
      captured.put(key, Value.UNKNOWN);
      known = CapturedVariables.of(this, owner, field).orElse(Value.UNKNOWN);
      captured.put(key, known);
    }
    return known;
  }
}
