package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/** Finds what a tree is in. */
public final class EnclosingTrees {
  private EnclosingTrees() {}

  /** Returns the innermost class. */
  public static ClassTree type(TreePath path) {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof ClassTree type) {
        return type;
      }
    }
    throw new IllegalArgumentException("code outside a class: " + path.getLeaf().getKind());
  }

  /** Returns the innermost method, or the class whose initializer the tree is in. */
  public static Tree methodOrType(TreePath path) {
    TreePath p = path;
    while (!(p.getLeaf() instanceof MethodTree || p.getLeaf() instanceof ClassTree)) {
      p = p.getParentPath();
    }
    return p.getLeaf();
  }

  /**
   * Returns the method whose declared exceptions the code at a place may throw; null for a lambda
   * or an initializer.
   */
  public static @Nullable MethodTree throwingMethod(TreePath path) {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof MethodTree method) {
        return method;
      }
      if (p.getLeaf() instanceof LambdaExpressionTree) {
        return null;
      }
    }
    return null;
  }

  /** Returns the path to the statement with the labels that stand before it. */
  public static TreePath withLabels(TreePath statement) {
    TreePath path = statement;
    while (path.getParentPath().getLeaf() instanceof LabeledStatementTree) {
      path = path.getParentPath();
    }
    return path;
  }
}
