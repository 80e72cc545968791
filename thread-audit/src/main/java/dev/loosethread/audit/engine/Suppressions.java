package dev.loosethread.audit.engine;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;

/** Whether a declaration around a place carries {@code @SuppressWarnings} with a pattern's name. */
final class Suppressions {
  private Suppressions() {}

  static boolean suppress(TreePath place, String pattern) {
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      ModifiersTree modifiers = modifiers(path.getLeaf());
      if (modifiers != null
          && modifiers.getAnnotations().stream()
              .anyMatch(a -> isSuppressWarnings(a) && names(a, pattern))) {
        return true;
      }
    }
    return false;
  }

  private static ModifiersTree modifiers(Tree tree) {
    if (tree instanceof ClassTree type) {
      return type.getModifiers();
    }
    if (tree instanceof MethodTree method) {
      return method.getModifiers();
    }
    return tree instanceof VariableTree variable ? variable.getModifiers() : null;
  }

  private static boolean isSuppressWarnings(AnnotationTree annotation) {
    String name = annotation.getAnnotationType().toString();
    return name.equals("SuppressWarnings") || name.equals("java.lang.SuppressWarnings");
  }

  private static boolean names(AnnotationTree annotation, String pattern) {
    return annotation.getArguments().stream().anyMatch(a -> isOrHas(a, pattern));
  }

  private static boolean isOrHas(ExpressionTree value, String pattern) {
    if (value instanceof AssignmentTree assignment) {
      return isOrHas(assignment.getExpression(), pattern);
    }
    if (value instanceof NewArrayTree array && array.getInitializers() != null) {
      return array.getInitializers().stream().anyMatch(v -> isOrHas(v, pattern));
    }
    return value instanceof LiteralTree literal && pattern.equals(literal.getValue());
  }
}
