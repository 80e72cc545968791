package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads {@code @SuppressWarnings} (JLS 9.6.4.5) from attributed trees. */
public final class Suppressions {
  private static final String ALL = "all";

  private Suppressions() {}

  /**
   * Returns true if a declaration around a place, or the place itself, carries {@code
   * SuppressWarnings} with the name, or with {@code "all"}.
   *
   * @param place null for none
   * @param name of a bug pattern
   */
  public static boolean suppress(TreePath place, String name, Trees trees) {
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      if (isDeclaration(path.getLeaf()) && isSilenced(trees.getElement(path), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDeclaration(Tree tree) {
    return tree instanceof ClassTree || tree instanceof MethodTree || tree instanceof VariableTree;
  }

  private static boolean isSilenced(Element declared, String name) {
    return declared != null
        && declared.getAnnotationMirrors().stream()
            .filter(Suppressions::isSuppressWarnings)
            .flatMap(annotation -> annotation.getElementValues().values().stream())
            .anyMatch(value -> isOrHas(value, name));
  }

  private static boolean isSuppressWarnings(AnnotationMirror annotation) {
    return annotation.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals("java.lang.SuppressWarnings");
  }

  private static boolean isOrHas(AnnotationValue value, String name) {
    if (value.getValue() instanceof List<?> values) {
      return values.stream()
          .anyMatch(each -> each instanceof AnnotationValue one && isOrHas(one, name));
    }
    return name.equals(value.getValue()) || ALL.equals(value.getValue());
  }
}
