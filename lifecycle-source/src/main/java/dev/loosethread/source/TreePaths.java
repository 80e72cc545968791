package dev.loosethread.source;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths to the trees below one tree. They are computed together, on first use: the search for
 * one visits the whole tree, in which there may be thousands of findings.
 */
public final class TreePaths {
  private final TreePath root;
  private @Nullable Map<Tree, TreePath> parents;

  private TreePaths(TreePath root) {
    this.root = root;
  }

  /** Returns the paths to a tree and those below it. */
  public static TreePaths below(TreePath root) {
    return new TreePaths(root);
  }

  /** Returns the path to a tree, or null if it is not below the root. */
  public @Nullable TreePath path(Tree tree) {
    if (tree == root.getLeaf()) {
      return root;
    }
    if (parents == null) {
      Map<Tree, TreePath> found = new IdentityHashMap<>();
      new Parents(found).scan(root, null);
      parents = found;
    }
    TreePath parent = parents.get(tree);
    return parent == null ? null : new TreePath(parent, tree);
  }

  private static final class Parents extends TreePathScanner<Void, Void> {
    private final Map<Tree, TreePath> parents;

    Parents(Map<Tree, TreePath> parents) {
      this.parents = parents;
    }

    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree != null) {
        parents.putIfAbsent(tree, getCurrentPath());
      }
      return super.scan(tree, null);
    }
  }
}
