package dev.loosethread.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import dev.loosethread.model.facts.Site;
import org.jspecify.annotations.Nullable;

/** A place in source code: one tree. Two sites are equal if they have the same tree. */
public final class TreeSite implements Site {
  private final Tree tree;
  private final @Nullable CompilationUnitTree unit;
  private final @Nullable SourcePositions positions;

  TreeSite(Tree tree, @Nullable CompilationUnitTree unit, @Nullable SourcePositions positions) {
    this.tree = tree;
    this.unit = unit;
    this.positions = positions;
  }

  /** Returns a site by which others are looked up: it equals them but has no line. */
  public static TreeSite of(Tree tree) {
    return new TreeSite(tree, null, null);
  }

  /** Returns the tree. */
  public Tree tree() {
    return tree;
  }

  /** Returns the compilation unit that contains the tree; null for a site to look others up by. */
  public @Nullable CompilationUnitTree unit() {
    return unit;
  }

  @Override
  public int line() {
    if (unit == null || positions == null) {
      return 0;
    }
    // Generated trees may have no position, and a unit without source has no line map.
    long start = start(unit, positions);
    LineMap lines = unit.getLineMap();
    return start < 0 || lines == null ? 0 : (int) lines.getLineNumber(start);
  }

  /** Returns where the tree starts; a declaration, behind annotations on lines before it. */
  private long start(CompilationUnitTree unit, SourcePositions positions) {
    Tree type = null;
    if (tree instanceof MethodTree method) {
      type = method.getReturnType();
    } else if (tree instanceof VariableTree variable) {
      type = variable.getType();
    }
    long start = type == null ? -1 : positions.getStartPosition(unit, type);
    return start < 0 ? positions.getStartPosition(unit, tree) : start;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeSite site && site.tree == tree;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(tree);
  }

  @Override
  public String toString() {
    return tree.getKind() + "@" + line();
  }
}
