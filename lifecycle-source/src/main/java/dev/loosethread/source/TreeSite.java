package dev.loosethread.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import dev.loosethread.model.facts.Site;

/** A place in source: one tree. Two sites are equal if they are the same tree. */
public final class TreeSite implements Site {
  private final Tree tree;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  TreeSite(Tree tree, CompilationUnitTree unit, SourcePositions positions) {
    this.tree = tree;
    this.unit = unit;
    this.positions = positions;
  }

  /** A site to look others up by: it equals that of the same tree, and knows no line. */
  public static TreeSite of(Tree tree) {
    return new TreeSite(tree, null, null);
  }

  /** The tree itself. */
  public Tree tree() {
    return tree;
  }

  /** The compilation unit the tree is part of. */
  public CompilationUnitTree unit() {
    return unit;
  }

  @Override
  public int line() {
    if (unit == null) {
      return 0;
    }
    // Generated trees may have no position, and a unit without source has no line map.
    long start = start();
    LineMap lines = unit.getLineMap();
    return start < 0 || lines == null ? 0 : (int) lines.getLineNumber(start);
  }

  /** A declaration begins behind its annotations, which may have lines of their own. */
  private long start() {
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
