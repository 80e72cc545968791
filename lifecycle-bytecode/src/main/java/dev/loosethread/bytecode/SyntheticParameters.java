package dev.loosethread.bytecode;

import dev.loosethread.model.facts.MethodKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The parameters that a compiler adds to a class's constructors: the enclosing instance of an inner
 * class, the variables that a local class captures, and an enum constant's name and ordinal (JLS
 * 8.8.9, JVMS 4.7.24).
 */
final class SyntheticParameters {
  private final ClassNode type;
  private final boolean isAnonymous;
  private final Map<String, Set<Integer>> added = new HashMap<>();
  private final Map<String, Map<String, Integer>> captures = new HashMap<>();
  private final Set<String> withOuter = new TreeSet<>();

  private SyntheticParameters(ClassNode type, boolean isAnonymous) {
    this.type = type;
    this.isAnonymous = isAnonymous;
  }

  static SyntheticParameters of(ClassNode type, Map<String, ClassNode> classes) {
    InnerClassNode entry = ClassFileNames.nesting(type).orElse(null);
    SyntheticParameters shape =
        new SyntheticParameters(type, entry != null && entry.innerName == null);
    for (MethodNode method : type.methods) {
      if (method.name.equals("<init>")) {
        shape.constructor(method, outerInstance(type, entry, classes));
      }
    }
    return shape;
  }

  /** Returns the type of the enclosing instance, or "" if there is none. */
  private static String outerInstance(
      ClassNode type, @Nullable InnerClassNode entry, Map<String, ClassNode> classes) {
    if (entry == null || (entry.access & Opcodes.ACC_STATIC) != 0) {
      return "";
    }
    if (entry.outerName != null) {
      return entry.outerName;
    }
    ClassNode outer = classes.get(type.outerClass);
    if (outer == null) {
      return "";
    }
    boolean isStaticContext =
        outer.methods.stream()
            .anyMatch(
                m ->
                    m.name.equals(type.outerMethod)
                        && m.desc.equals(type.outerMethodDesc)
                        && (m.access & Opcodes.ACC_STATIC) != 0);
    return isStaticContext ? "" : outer.name;
  }

  private void constructor(MethodNode method, String outer) {
    Type[] types = Type.getArgumentTypes(method.desc);
    Set<Integer> synthetic = new TreeSet<>();
    Map<String, Integer> fields = new HashMap<>();
    Map<Integer, Integer> indexes = new HashMap<>();
    int slot = 1;
    for (int i = 0; i < types.length; i++) {
      indexes.put(slot, i);
      slot += types[i].getSize();
    }
    if (!outer.isEmpty()
        && types.length > 0
        && types[0].getSort() == Type.OBJECT
        && types[0].getInternalName().equals(outer)) {
      synthetic.add(0);
      withOuter.add(method.desc);
    }
    if ("java/lang/Enum".equals(type.superName) && types.length >= 2 && types[1] == Type.INT_TYPE) {
      synthetic.add(0);
      synthetic.add(1);
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FieldInsnNode put
          && insn.getOpcode() == Opcodes.PUTFIELD
          && put.name.startsWith("val$")
          && insn.getPrevious() instanceof VarInsnNode load
          && indexes.containsKey(load.var)) {
        synthetic.add(indexes.get(load.var));
        fields.put(put.name, indexes.get(load.var));
      }
    }
    if ((method.access & Opcodes.ACC_SYNTHETIC) != 0 && types.length > 0) {
      // Generated for nested classes to call a private one; the last parameter tells them apart.
      synthetic.add(types.length - 1);
    }
    added.put(method.desc, synthetic);
    captures.put(method.desc, fields);
  }

  boolean isAnonymous() {
    return isAnonymous;
  }

  boolean isOuterInstance(String descriptor, int parameter) {
    return parameter == 0 && withOuter.contains(descriptor);
  }

  boolean isSynthetic(String descriptor, int parameter) {
    return added.getOrDefault(descriptor, Set.of()).contains(parameter);
  }

  /** Returns the index of the parameter that passes a captured variable, or -1. */
  int captureOf(String descriptor, String field) {
    return captures.getOrDefault(descriptor, Map.of()).getOrDefault(field, -1);
  }

  /** Removes the entries of added parameters from a list with one entry for each parameter. */
  <T> List<T> declared(String descriptor, List<T> all) {
    Set<Integer> synthetic = added.getOrDefault(descriptor, Set.of());
    List<T> declared = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!synthetic.contains(i)) {
        declared.add(all.get(i));
      }
    }
    return declared;
  }

  /** Returns how the source names a constructor: an anonymous class's by its supertype. */
  MethodKey key(String descriptor, MethodKey key) {
    String owner = key.owner();
    if (isAnonymous) {
      owner =
          ClassFileNames.dotted(
              type.interfaces.isEmpty() ? type.superName : type.interfaces.get(0));
    }
    return new MethodKey(owner, key.name(), declared(descriptor, key.parameters()));
  }
}
