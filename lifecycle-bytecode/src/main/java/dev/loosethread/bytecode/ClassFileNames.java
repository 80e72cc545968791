package dev.loosethread.bytecode;

import dev.loosethread.model.facts.MethodKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Turns what class files say into the names that facts use. */
final class ClassFileNames {
  private ClassFileNames() {}

  /** {@code java/util/Map$Entry} as a binary name; an array's descriptor too. */
  static String dotted(String internalName) {
    return internalName.startsWith("[")
        ? Type.getType(internalName).getClassName()
        : internalName.replace('/', '.');
  }

  static String ofDescriptor(String descriptor) {
    return Type.getType(descriptor).getClassName();
  }

  static MethodKey method(String owner, String name, String descriptor) {
    List<String> parameters = new ArrayList<>();
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      parameters.add(parameter.getClassName());
    }
    return new MethodKey(owner, name, parameters);
  }

  /**
   * What a nested class's file says of the class itself (JVMS 4.7.6); empty for a top-level one.
   */
  static Optional<InnerClassNode> nesting(ClassNode type) {
    return type.innerClasses.stream().filter(i -> i.name.equals(type.name)).findFirst();
  }

  /** The internal name of the class around a nested one; null for a top-level class. */
  static String outer(ClassNode type) {
    return nesting(type).map(i -> i.outerName).orElse(type.outerClass);
  }

  static Set<String> dotted(List<String> internalNames) {
    Set<String> names = new LinkedHashSet<>();
    if (internalNames != null) {
      internalNames.forEach(n -> names.add(dotted(n)));
    }
    return names;
  }

  @SafeVarargs
  static Set<String> annotations(List<AnnotationNode>... kinds) {
    Set<String> names = new LinkedHashSet<>();
    for (List<AnnotationNode> annotations : kinds) {
      if (annotations != null) {
        annotations.forEach(a -> names.add(ofDescriptor(a.desc)));
      }
    }
    return names;
  }

  static Set<Modifier> modifiers(int access, boolean isMethod) {
    Set<Modifier> modifiers = new LinkedHashSet<>();
    add(access, Opcodes.ACC_PUBLIC, Modifier.PUBLIC, modifiers);
    add(access, Opcodes.ACC_PROTECTED, Modifier.PROTECTED, modifiers);
    add(access, Opcodes.ACC_PRIVATE, Modifier.PRIVATE, modifiers);
    add(access, Opcodes.ACC_STATIC, Modifier.STATIC, modifiers);
    add(access, Opcodes.ACC_FINAL, Modifier.FINAL, modifiers);
    add(access, Opcodes.ACC_ABSTRACT, Modifier.ABSTRACT, modifiers);
    if (isMethod) {
      // The same bits mean volatile and transient for fields, and super for classes.
      add(access, Opcodes.ACC_SYNCHRONIZED, Modifier.SYNCHRONIZED, modifiers);
      add(access, Opcodes.ACC_NATIVE, Modifier.NATIVE, modifiers);
    }
    return modifiers;
  }

  static Set<Modifier> fieldModifiers(int access) {
    Set<Modifier> modifiers = modifiers(access, false);
    modifiers.remove(Modifier.ABSTRACT);
    add(access, Opcodes.ACC_VOLATILE, Modifier.VOLATILE, modifiers);
    add(access, Opcodes.ACC_TRANSIENT, Modifier.TRANSIENT, modifiers);
    return modifiers;
  }

  private static void add(int access, int bit, Modifier modifier, Set<Modifier> into) {
    if ((access & bit) != 0) {
      into.add(modifier);
    }
  }
}
