package dev.loosethread.source;

import dev.loosethread.model.facts.InheritedMethod;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Answers questions about types from javac's symbols, each once. */
final class SourceHierarchy implements TypeHierarchy {
  private final Elements elements;
  private final ElementNames names;
  private final Map<String, TypeElement> known = new HashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();
  private final Map<String, Boolean> voidFunctions = new HashMap<>();

  SourceHierarchy(Elements elements, ElementNames names) {
    this.elements = elements;
    this.names = names;
  }

  /** Makes a local or anonymous class known, which cannot be looked up by name. */
  void declare(String name, TypeElement element) {
    known.put(name, element);
  }

  @Override
  public Set<String> supertypes(String type) {
    Set<String> known = supertypes.get(type);
    if (known == null) {
      known = findSupertypes(type);
      supertypes.put(type, known);
    }
    return known;
  }

  private Set<String> findSupertypes(String type) {
    Set<String> result = new LinkedHashSet<>();
    result.add(type);
    TypeElement element = find(type);
    if (element != null) {
      try {
        collect(element, result);
      } catch (RuntimeException e) {
        // The class file of a supertype is missing: what was found so far has to do.
        if (!MissingClassFile.causes(e)) {
          throw e;
        }
      }
    }
    return result;
  }

  private void collect(TypeElement element, Set<String> into) {
    collect(element.getSuperclass(), into);
    for (TypeMirror type : element.getInterfaces()) {
      collect(type, into);
    }
  }

  private void collect(TypeMirror type, Set<String> into) {
    if (!(type instanceof DeclaredType declared)) {
      return;
    }
    // An unresolved type has a name, but no element.
    if (into.add(names.of(type)) && declared.asElement() instanceof TypeElement element) {
      collect(element, into);
    }
  }

  @Override
  public boolean isResolved(String type) {
    return find(type) != null;
  }

  @Override
  public boolean hasMethod(String type, String methodName) {
    for (String supertype : supertypes(type)) {
      TypeElement element = find(supertype);
      if (element == null) {
        continue;
      }
      for (Element member : element.getEnclosedElements()) {
        if (member.getKind() == ElementKind.METHOD
            && member.getSimpleName().contentEquals(methodName)
            && ((ExecutableElement) member).getParameters().isEmpty()
            && (supertype.equals(type) || !member.getModifiers().contains(Modifier.PRIVATE))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Optional<InheritedMethod> overridable(
      String type, String methodName, boolean takesNothing) {
    TypeElement self = find(type);
    Optional<InheritedMethod> ofInterface = Optional.empty();
    for (String supertype : supertypes(type)) {
      TypeElement element = find(supertype);
      ExecutableElement method =
          element == null ? null : declared(element, methodName, takesNothing);
      if (element == null || method == null) {
        continue;
      }
      Set<Modifier> modifiers = method.getModifiers();
      InheritedMethod found =
          new InheritedMethod(
              methodName, modifiers.contains(Modifier.ABSTRACT), element.getKind().isInterface());
      if (found.isOfInterface()) {
        // A default method implements abstract declarations in other interfaces.
        if (ofInterface.isEmpty() || !found.isAbstract()) {
          ofInterface = Optional.of(found);
        }
      } else if (!modifiers.contains(Modifier.PRIVATE)) {
        // A method of a superclass goes before one of an interface (JLS 8.4.8).
        return isOutOfReach(method, element, self) ? Optional.empty() : Optional.of(found);
      }
    }
    return ofInterface;
  }

  private static @Nullable ExecutableElement declared(
      TypeElement type, String methodName, boolean takesNothing) {
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD
          && member.getSimpleName().contentEquals(methodName)
          && (!takesNothing || ((ExecutableElement) member).getParameters().isEmpty())) {
        return (ExecutableElement) member;
      }
    }
    return null;
  }

  private boolean isOutOfReach(
      ExecutableElement method, TypeElement owner, @Nullable TypeElement from) {
    Set<Modifier> modifiers = method.getModifiers();
    return modifiers.contains(Modifier.FINAL)
        || modifiers.contains(Modifier.STATIC)
        || !(modifiers.contains(Modifier.PUBLIC)
            || modifiers.contains(Modifier.PROTECTED)
            || (from != null && elements.getPackageOf(owner).equals(elements.getPackageOf(from))));
  }

  /** Returns the exceptions that {@code close()} declares, as the nearest supertype has it. */
  Set<String> thrownByClose(TypeElement type) {
    for (String supertype : supertypes(names.of(type))) {
      TypeElement owner = find(supertype);
      ExecutableElement close = owner == null ? null : declared(owner, "close", true);
      if (close != null) {
        return names.thrown(close);
      }
    }
    return Set.of();
  }

  /** Returns whether the method that a lambda of this type implements returns nothing. */
  boolean isVoidFunction(String type) {
    return voidFunctions.computeIfAbsent(type, this::returnsNothing);
  }

  private boolean returnsNothing(String type) {
    for (String supertype : supertypes(type)) {
      TypeElement owner = find(supertype);
      if (owner == null || supertype.equals("java.lang.Object")) {
        continue;
      }
      for (Element member : owner.getEnclosedElements()) {
        if (member.getKind() == ElementKind.METHOD
            && member.getModifiers().contains(Modifier.ABSTRACT)) {
          return ((ExecutableElement) member).getReturnType().getKind() == TypeKind.VOID;
        }
      }
    }
    return false;
  }

  /** Returns the innermost instance around {@code from} that has the members of {@code owner}. */
  Value.This enclosing(String owner, @Nullable TypeElement from) {
    for (Element e = from; e != null; e = e.getEnclosingElement()) {
      if (e instanceof TypeElement type && isSubtype(names.of(type), owner)) {
        return new Value.This(names.of(type));
      }
    }
    return new Value.This(owner);
  }

  String nameOf(TypeElement type) {
    return names.of(type);
  }

  @Nullable TypeElement find(String type) {
    if (known.containsKey(type)) {
      return known.get(type);
    }
    // Looking a type up by name makes javac search all modules.
    TypeElement element = names.named(type);
    if (element != null) {
      return element;
    }
    try {
      // Nested classes are found by their canonical names, which have dots.
      element = elements.getTypeElement(type);
      if (element == null && type.indexOf('$') >= 0) {
        element = elements.getTypeElement(type.replace('$', '.'));
      }
    } catch (RuntimeException e) {
      if (!MissingClassFile.causes(e)) {
        throw e;
      }
    }
    known.put(type, element);
    return element;
  }
}
