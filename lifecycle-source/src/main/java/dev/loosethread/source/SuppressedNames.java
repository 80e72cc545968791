package dev.loosethread.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * What a {@code @SuppressWarnings} (JLS 9.6.4.5) at a declaration names. {@code "all"} covers every
 * pattern.
 */
final class SuppressedNames {
  static final SuppressedNames NONE = new SuppressedNames(Set.of());

  private static final String ALL = "all";
  private static final String ANNOTATION = "SuppressWarnings";
  private static final String QUALIFIED_ANNOTATION = "java.lang." + ANNOTATION;

  private final Set<String> names;

  private SuppressedNames(Set<String> names) {
    this.names = names;
  }

  /**
   * Returns those of a declaration in attributed source.
   *
   * @param declared null for none
   */
  static SuppressedNames of(Element declared) {
    List<? extends AnnotationMirror> annotations =
        declared == null ? List.of() : declared.getAnnotationMirrors();
    if (annotations.isEmpty()) {
      return NONE;
    }
    Set<String> names = new HashSet<>();
    // Element.getAnnotation would make a proxy class for each.
    for (AnnotationMirror annotation : annotations) {
      if (annotation.getAnnotationType().asElement() instanceof TypeElement type
          && type.getQualifiedName().contentEquals(QUALIFIED_ANNOTATION)) {
        annotation.getElementValues().values().forEach(value -> addStrings(value, names));
      }
    }
    return new SuppressedNames(names);
  }

  /** Returns those of a declaration in source that was only parsed; constants stay unknown. */
  static SuppressedNames of(ModifiersTree modifiers) {
    Set<String> names = new HashSet<>();
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      String type = annotation.getAnnotationType().toString();
      if (type.equals(ANNOTATION) || type.equals(QUALIFIED_ANNOTATION)) {
        annotation.getArguments().forEach(argument -> addStrings(argument, names));
      }
    }
    return names.isEmpty() ? NONE : new SuppressedNames(names);
  }

  /** Returns true if findings of a pattern with this name are to be left unsaid. */
  boolean cover(String pattern) {
    return names.contains(pattern) || names.contains(ALL);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** An erroneous value is neither a string nor a list. */
  private static void addStrings(AnnotationValue value, Set<String> into) {
    if (value.getValue() instanceof String text) {
      into.add(text);
    } else if (value.getValue() instanceof List<?> values) {
      for (Object each : values) {
        if (each instanceof AnnotationValue one) {
          addStrings(one, into);
        }
      }
    }
  }

  private static void addStrings(ExpressionTree value, Set<String> into) {
    if (value instanceof AssignmentTree assignment) {
      addStrings(assignment.getExpression(), into);
    } else if (value instanceof NewArrayTree array && array.getInitializers() != null) {
      array.getInitializers().forEach(v -> addStrings(v, into));
    } else if (value instanceof LiteralTree literal && literal.getValue() instanceof String text) {
      into.add(text);
    }
  }
}
