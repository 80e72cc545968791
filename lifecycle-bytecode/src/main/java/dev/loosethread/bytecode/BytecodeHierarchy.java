package dev.loosethread.bytecode;

import dev.loosethread.model.facts.InheritedMethod;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Supertypes and members as class files declare them. */
final class BytecodeHierarchy implements TypeHierarchy {
  private final ClassDeclarations declarations;
  private final Map<String, Set<String>> supertypes = new HashMap<>();

  BytecodeHierarchy(ClassDeclarations declarations) {
    this.declarations = declarations;
  }

  @Override
  public Set<String> supertypes(String type) {
    Set<String> known = supertypes.get(type);
    if (known == null) {
      known = new LinkedHashSet<>();
      collect(type, known);
      supertypes.put(type, known);
    }
    return known;
  }

  private void collect(String type, Set<String> into) {
    if (!into.add(type)) {
      return;
    }
    declarations
        .find(type)
        .ifPresent(
            found -> {
              if (found.superName != null) {
                collect(ClassFileNames.dotted(found.superName), into);
              }
              found.interfaces.forEach(i -> collect(ClassFileNames.dotted(i), into));
            });
  }

  @Override
  public boolean isResolved(String type) {
    return declarations.find(type).isPresent();
  }

  @Override
  public boolean hasMethod(String type, String methodName) {
    for (String supertype : supertypes(type)) {
      boolean isOwn = supertype.equals(type);
      boolean found =
          declarations.find(supertype).stream()
              .flatMap(c -> c.methods.stream())
              .anyMatch(
                  m ->
                      m.name.equals(methodName)
                          && m.desc.startsWith("()")
                          && (isOwn || (m.access & Opcodes.ACC_PRIVATE) == 0));
      if (found) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<InheritedMethod> overridable(
      String type, String methodName, boolean takesNothing) {
    Optional<InheritedMethod> ofInterface = Optional.empty();
    for (String supertype : supertypes(type)) {
      ClassNode owner = declarations.find(supertype).orElse(null);
      MethodNode method = owner == null ? null : declared(owner, methodName, takesNothing);
      if (owner == null || method == null) {
        continue;
      }
      InheritedMethod found =
          new InheritedMethod(
              methodName,
              (method.access & Opcodes.ACC_ABSTRACT) != 0,
              (owner.access & Opcodes.ACC_INTERFACE) != 0);
      if (found.isOfInterface()) {
        // A default method implements abstract declarations in other interfaces.
        if (ofInterface.isEmpty() || !found.isAbstract()) {
          ofInterface = Optional.of(found);
        }
      } else if ((method.access & Opcodes.ACC_PRIVATE) == 0) {
        // A method of a superclass goes before one of an interface (JLS 8.4.8).
        return isOutOfReach(method, supertype, type) ? Optional.empty() : Optional.of(found);
      }
    }
    return ofInterface;
  }

  private static @Nullable MethodNode declared(
      ClassNode owner, String methodName, boolean takesNothing) {
    for (MethodNode method : owner.methods) {
      if (method.name.equals(methodName)
          && (method.access & Opcodes.ACC_SYNTHETIC) == 0
          && (!takesNothing || method.desc.startsWith("()"))) {
        return method;
      }
    }
    return null;
  }

  private static boolean isOutOfReach(MethodNode method, String owner, String from) {
    return (method.access & (Opcodes.ACC_FINAL | Opcodes.ACC_STATIC)) != 0
        || ((method.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0
            && !packageOf(owner).equals(packageOf(from)));
  }

  private static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('.')));
  }

  /** Returns the method that a reference to one of {@code owner} means. */
  Optional<Declared<MethodNode>> method(String owner, String name, String descriptor) {
    for (String type : supertypes(owner)) {
      Optional<ClassNode> found = declarations.find(type);
      if (found.isPresent()) {
        for (MethodNode method : found.get().methods) {
          if (method.name.equals(name) && method.desc.equals(descriptor)) {
            return Optional.of(new Declared<>(type, method));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the field that a reference to one of {@code owner} means. */
  Optional<Declared<FieldNode>> field(String owner, String name) {
    for (String type : supertypes(owner)) {
      Optional<ClassNode> found = declarations.find(type);
      if (found.isPresent()) {
        for (FieldNode field : found.get().fields) {
          if (field.name.equals(name)) {
            return Optional.of(new Declared<>(type, field));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A member and the class that it is declared in. */
  record Declared<M>(String owner, M member) {}
}
