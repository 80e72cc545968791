package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Element;

/** Reads {@code @SuppressWarnings} from attributed trees. */
public final class SourceSuppressions {
  private static final String ALL = "all";

  private SourceSuppressions() {}

  /**
   * Returns true if a declaration around a place, or the place itself, carries {@code
   * SuppressWarnings} with the name, or with {@code "all"}.
   *
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
    if (declared == null) {
      return false;
    }
    SuppressWarnings annotation = declared.getAnnotation(SuppressWarnings.class);
    if (annotation == null) {
      return false;
    }
    List<String> names = Arrays.asList(annotation.value());
    return names.contains(name) || names.contains(ALL);
  }
}
