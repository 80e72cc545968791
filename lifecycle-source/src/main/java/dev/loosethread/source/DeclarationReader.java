package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Reads how types and fields are declared. */
final class DeclarationReader {
  private final AttributedTrees trees;
  private final ElementNames names;

  DeclarationReader(AttributedTrees trees, ElementNames names) {
    this.trees = trees;
    this.names = names;
  }

  /**
   * Reads a type's declaration.
   *
   * @param element null if the type is unresolved
   * @param name what facts call the type
   * @param outer the type that it is a member of; null for a local or anonymous class
   */
  TypeFacts type(ClassTree tree, TypeElement element, String name, String outer) {
    TypeFacts.Kind kind = kind(tree, element);
    Set<Modifier> modifiers =
        element != null ? element.getModifiers() : tree.getModifiers().getFlags();
    return TypeFacts.builder(name, kind, trees.site(tree))
        .simpleName(tree.getSimpleName().toString())
        .modifiers(modifiers)
        .superclass(superclass(element))
        .interfaces(interfaces(element))
        .annotations(names.annotations(element))
        .outer(Optional.ofNullable(outer != null ? outer : enclosingClass(element)))
        .nonPrivatelyExtended(isExtendable(tree, kind, modifiers))
        .build();
  }

  private static TypeFacts.Kind kind(ClassTree tree, TypeElement element) {
    if (tree.getSimpleName().length() == 0) {
      return TypeFacts.Kind.ANONYMOUS;
    }
    boolean isLocal = element != null && element.getNestingKind() == NestingKind.LOCAL;
    return switch (tree.getKind()) {
      case ENUM -> TypeFacts.Kind.ENUM;
      case RECORD -> TypeFacts.Kind.RECORD;
      case INTERFACE -> TypeFacts.Kind.INTERFACE;
      case ANNOTATION_TYPE -> TypeFacts.Kind.ANNOTATION;
      default -> isLocal ? TypeFacts.Kind.LOCAL : TypeFacts.Kind.CLASS;
    };
  }

  private String superclass(TypeElement element) {
    return element != null && element.getSuperclass() instanceof DeclaredType declared
        ? names.of(declared)
        : "java.lang.Object";
  }

  private List<String> interfaces(TypeElement element) {
    List<String> interfaces = new ArrayList<>();
    if (element != null) {
      element.getInterfaces().forEach(t -> interfaces.add(names.of(t)));
    }
    return interfaces;
  }

  /** Returns the class whose code a type is declared in; null for a top-level class. */
  private String enclosingClass(TypeElement element) {
    if (element != null) {
      for (Element e = element.getEnclosingElement(); e != null; e = e.getEnclosingElement()) {
        if (e instanceof TypeElement type) {
          return names.of(type);
        }
      }
    }
    return null;
  }

  private static boolean isExtendable(
      ClassTree tree, TypeFacts.Kind kind, Set<Modifier> modifiers) {
    if (kind == TypeFacts.Kind.INTERFACE) {
      return true;
    }
    if (kind != TypeFacts.Kind.CLASS
        || modifiers.contains(Modifier.FINAL)
        || modifiers.contains(Modifier.PRIVATE)) {
      return false;
    }
    boolean hasConstructor = false;
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree m && m.getName().contentEquals(MethodKey.CONSTRUCTOR)) {
        hasConstructor = true;
        if (!m.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
          return true;
        }
      }
    }
    return !hasConstructor;
  }

  /** Reads the declaration of a field of the type that facts call {@code owner}. */
  FieldFacts field(VariableTree tree, String owner) {
    Element element = trees.element(tree);
    return new FieldFacts(
        new FieldKey(owner, tree.getName().toString()),
        element == null ? "" : names.of(element.asType()),
        element == null ? tree.getModifiers().getFlags() : element.getModifiers(),
        names.annotations(element),
        trees.site(tree));
  }
}
