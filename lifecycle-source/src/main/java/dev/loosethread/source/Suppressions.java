package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a declaration suppresses a pattern. A suppression stands at the declaration of a
 * class, a method or a variable, and covers everything in it.
 *
 * <p>{@link #of} reads {@code @SuppressWarnings}. An engine with a mechanism of its own implements
 * this interface to answer for single declarations; {@link ClassFileSuppressions} answers for
 * places in class files.
 */
@FunctionalInterface
public interface Suppressions {
  /** Suppresses nothing. */
  Suppressions NONE = (declaration, pattern) -> false;

  /** Returns what {@code @SuppressWarnings} suppresses in attributed source. */
  static Suppressions of(Trees trees) {
    return (declaration, pattern) ->
        SuppressedNames.of(trees.getElement(declaration)).cover(pattern);
  }

  /**
   * Returns true if a declaration itself carries a suppression of a pattern.
   *
   * @param declaration of a class, a method or a variable
   * @param pattern the name of the pattern
   */
  boolean standAt(TreePath declaration, String pattern);

  /**
   * Returns true if a suppression at a place, or at a declaration around it, covers a pattern.
   *
   * @param place null for none
   * @param pattern the name of the pattern
   */
  default boolean cover(@Nullable TreePath place, String pattern) {
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      if (isDeclaration(path.getLeaf()) && standAt(path, pattern)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDeclaration(Tree tree) {
    return tree instanceof ClassTree || tree instanceof MethodTree || tree instanceof VariableTree;
  }
}
