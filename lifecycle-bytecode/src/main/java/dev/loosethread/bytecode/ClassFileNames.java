package dev.loosethread.bytecode;

import dev.loosethread.model.facts.MethodKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Turns the names and descriptors of class files into the names that facts use. */
final class ClassFileNames {
  private ClassFileNames() {}

  /** Returns the binary name for {@code java/util/Map$Entry} or for an array's descriptor. */
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

  /** Returns a nested class's entry for itself (JVMS 4.7.6); empty for a top-level class. */
  static Optional<InnerClassNode> nesting(ClassNode type) {
    return type.innerClasses.stream().filter(i -> i.name.equals(type.name)).findFirst();
  }

  /** Returns the internal name of the class around a nested one; null for a top-level class. */
  static @Nullable String outer(ClassNode type) {
    return nesting(type).map(i -> i.outerName).orElse(type.outerClass);
  }

  static Set<String> dotted(@Nullable List<String> internalNames) {
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
}
