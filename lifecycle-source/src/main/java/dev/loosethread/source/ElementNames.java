package dev.loosethread.source;

import dev.loosethread.model.facts.MethodKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;

/** Turns javac's elements and types into the names that facts use, each once. */
final class ElementNames {
  private static final Map<TypeKind, String> PRIMITIVES = new EnumMap<>(TypeKind.class);

  static {
    for (TypeKind kind : TypeKind.values()) {
      PRIMITIVES.put(kind, kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private final Elements elements;

  // javac compares names by identity, but strings character by character.
  private final Name self;
  private final Name ancestor;
  private final Map<TypeElement, String> types = new IdentityHashMap<>();
  private final Map<String, TypeElement> byName = new HashMap<>();
  private final Map<ExecutableElement, MethodKey> methods = new IdentityHashMap<>();
  private final Map<ExecutableElement, Set<String>> checked = new IdentityHashMap<>();

  ElementNames(Elements elements) {
    this.elements = elements;
    this.self = elements.getName("this");
    this.ancestor = elements.getName("super");
  }

  boolean isSuper(Name name) {
    return name.equals(ancestor);
  }

  boolean isThisOrSuper(Name name) {
    return name.equals(self) || name.equals(ancestor);
  }

  String of(TypeElement type) {
    String name = types.get(type);
    return name != null ? name : ask(type);
  }

  private String ask(TypeElement type) {
    String name = elements.getBinaryName(type).toString();
    types.put(type, name);
    byName.put(name, type);
    return name;
  }

  /** Returns the type that was given a name before; null if there is none. */
  TypeElement named(String name) {
    return byName.get(name);
  }

  /** Returns the erased binary name of a type; "" if there is no type. */
  String of(TypeMirror type) {
    return of(type, 0);
  }

  private String of(TypeMirror type, int depth) {
    if (type == null || depth > 10) {
      return "";
    }
    // Nearly all types are one of these; the rest is apart so that this method is inlined.
    TypeKind kind = type.getKind();
    if (kind == TypeKind.DECLARED) {
      return of((TypeElement) ((DeclaredType) type).asElement());
    }
    return kind.isPrimitive() || kind == TypeKind.VOID ? PRIMITIVES.get(kind) : other(type, depth);
  }

  private String other(TypeMirror type, int depth) {
    switch (type.getKind()) {
      case ARRAY:
        return of(((ArrayType) type).getComponentType(), depth + 1) + "[]";
      case TYPEVAR:
        return of(((TypeVariable) type).getUpperBound(), depth + 1);
      case WILDCARD:
        TypeMirror bound = ((WildcardType) type).getExtendsBound();
        return bound == null ? "java.lang.Object" : of(bound, depth + 1);
      case INTERSECTION:
        return of(((IntersectionType) type).getBounds().get(0), depth + 1);
      case ERROR:
        String text = type.toString();
        int typeArguments = text.indexOf('<');
        return typeArguments < 0 ? text : text.substring(0, typeArguments);
      default:
        return "";
    }
  }

  MethodKey of(ExecutableElement method) {
    MethodKey key = methods.get(method);
    if (key == null) {
      key = make(method);
      methods.put(method, key);
    }
    return key;
  }

  private MethodKey make(ExecutableElement method) {
    // Asking a method of a class file for its parameters makes javac invent names for them.
    List<? extends TypeMirror> types = ((ExecutableType) method.asType()).getParameterTypes();
    List<String> parameters = new ArrayList<>(types.size());
    for (TypeMirror parameter : types) {
      parameters.add(of(parameter));
    }
    Element owner = method.getEnclosingElement();
    return new MethodKey(
        owner instanceof TypeElement type ? of(type) : "",
        method.getSimpleName().toString(),
        parameters);
  }

  /** Returns the binary names of the exceptions that a method declares. */
  Set<String> thrown(ExecutableElement method) {
    Set<String> thrown = checked.get(method);
    if (thrown == null) {
      List<? extends TypeMirror> declared = method.getThrownTypes();
      thrown = declared.isEmpty() ? Set.of() : names(declared);
      checked.put(method, thrown);
    }
    return thrown;
  }

  private Set<String> names(List<? extends TypeMirror> types) {
    Set<String> names = new HashSet<>();
    for (TypeMirror type : types) {
      names.add(of(type));
    }
    return Collections.unmodifiableSet(names);
  }

  Set<String> annotations(Element element) {
    List<? extends AnnotationMirror> annotations =
        element == null ? List.of() : element.getAnnotationMirrors();
    if (annotations.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (AnnotationMirror annotation : annotations) {
      names.add(of(annotation.getAnnotationType()));
    }
    return names;
  }
}
