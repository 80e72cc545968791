package dev.loosethread.bytecode;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * A top-level class and the classes nested in it, which share their private members (JVMS 4.7.28):
 * what they declare, which method contains which lambda or local class, and what in them only a
 * compiler has added.
 */
final class Nest {
  private final Map<String, ClassNode> classes;
  private final Map<String, SyntheticParameters> parameters = new HashMap<>();
  private final Map<String, NestMethod> methods = new LinkedHashMap<>();
  private final Map<ClassNode, NestMethod> staticInitializers = new LinkedHashMap<>();
  private final Map<ClassNode, Integer> initializers = new HashMap<>();

  /** The method that creates instances of each local or anonymous class. */
  private final Map<String, NestMethod> creators = new HashMap<>();

  private int bodies;

  /**
   * @param classes by internal name, the top-level class first, each with its code
   */
  Nest(Map<String, ClassNode> classes) {
    this.classes = classes;
    classes.values().forEach(c -> parameters.put(c.name, SyntheticParameters.of(c, classes)));
    classes.values().forEach(this::number);
    methods.values().forEach(this::findEnclosed);
    staticInitializers.values().forEach(this::findEnclosed);
  }

  /** Numbers the bodies of a class, the two for its initialisers first. */
  private void number(ClassNode type) {
    initializers.put(type, bodies);
    int statics = bodies + 1;
    bodies += 2;
    for (MethodNode method : type.methods) {
      if (method.name.equals("<clinit>")) {
        staticInitializers.put(type, new NestMethod(type, method, statics, false));
      } else if (isRead(method)) {
        NestMethod numbered = new NestMethod(type, method, bodies, isLambda(method));
        methods.put(key(type.name, method.name, method.desc), numbered);
        bodies++;
      }
    }
  }

  private static boolean isRead(MethodNode method) {
    return (method.access & Opcodes.ACC_BRIDGE) == 0 && !SyntheticAccessors.is(method);
  }

  /** Returns whether the method is what javac, scalac or kotlinc make of a lambda's code. */
  private static boolean isLambda(MethodNode method) {
    return (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE)) != 0
        && (method.name.contains("lambda$") || method.name.contains("$anonfun$"));
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  /** Finds the lambdas and local classes that a method contains. */
  private void findEnclosed(NestMethod method) {
    for (AbstractInsnNode insn : method.method.instructions) {
      if (insn instanceof InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
          if (argument instanceof Handle target) {
            lambda(target)
                .filter(lambda -> lambda.enclosing == null && lambda != method)
                .ifPresent(lambda -> lambda.enclosing = method);
          }
        }
      } else if (insn instanceof TypeInsnNode creation
          && insn.getOpcode() == Opcodes.NEW
          && classes.containsKey(creation.desc)
          && classes.get(creation.desc).outerClass != null
          && !creation.desc.equals(method.owner.name)) {
        creators.putIfAbsent(creation.desc, method);
      }
    }
  }

  // What is declared.

  /** Returns the classes, the top-level class first. */
  Collection<ClassNode> classes() {
    return classes.values();
  }

  boolean hasClass(String internalName) {
    return classes.containsKey(internalName);
  }

  /** Returns the methods that the source contains, without static initialisers. */
  Collection<NestMethod> methods() {
    return methods.values();
  }

  Optional<NestMethod> method(String owner, String name, String descriptor) {
    return Optional.ofNullable(methods.get(key(owner, name, descriptor)));
  }

  /** Returns the method that holds a lambda's code, if a method handle refers to one. */
  Optional<NestMethod> lambda(Handle target) {
    return method(target.getOwner(), target.getName(), target.getDesc()).filter(m -> m.isLambda);
  }

  Optional<NestMethod> staticInitializer(ClassNode type) {
    return Optional.ofNullable(staticInitializers.get(type));
  }

  /** Returns the number of bodies, which includes two for the initialisers of each class. */
  int bodies() {
    return bodies;
  }

  /** Returns the id of the body of a class's instance initialisers; the static ones come next. */
  int initializerBody(ClassNode type) {
    return Objects.requireNonNull(initializers.get(type), "not of this nest");
  }

  /** Returns the first method that creates instances of a local or anonymous class. */
  Optional<NestMethod> creator(String internalName) {
    return Optional.ofNullable(creators.get(internalName));
  }

  // What a compiler has added.

  /** Returns which constructor parameters of a class a compiler has added. */
  SyntheticParameters syntheticParameters(String internalName) {
    return Objects.requireNonNull(parameters.get(internalName), "not of this nest");
  }

  /** Returns the arguments of a constructor call that the source contains. */
  List<Value> declared(String owner, String descriptor, List<Value> arguments) {
    SyntheticParameters added = parameters.get(owner);
    return added == null ? arguments : added.declared(descriptor, arguments);
  }

  /** Returns how the source names a constructor: an anonymous class's by its superclass. */
  MethodKey constructorKey(String owner, String descriptor, MethodKey key) {
    SyntheticParameters added = parameters.get(owner);
    return added == null ? key : added.key(descriptor, key);
  }

  /** Returns the instruction that does the work of an accessor, if a call is one of an accessor. */
  Optional<AbstractInsnNode> workOf(MethodInsnNode call) {
    ClassNode owner = classes.get(call.owner);
    if (owner == null || !call.name.startsWith("access$")) {
      return Optional.empty();
    }
    return owner.methods.stream()
        .filter(
            m -> m.name.equals(call.name) && m.desc.equals(call.desc) && SyntheticAccessors.is(m))
        .findFirst()
        .flatMap(SyntheticAccessors::work);
  }

  /** Returns whether a compiler has added the field, to reach what is around the class. */
  boolean isSynthetic(FieldInsnNode access) {
    ClassNode owner = classes.get(access.owner);
    return owner != null
        && owner.fields.stream()
            .anyMatch(f -> f.name.equals(access.name) && (f.access & Opcodes.ACC_SYNTHETIC) != 0);
  }
}
