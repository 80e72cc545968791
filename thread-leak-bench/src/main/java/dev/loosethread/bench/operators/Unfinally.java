package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves what a finally block does behind the try statement. */
final class Unfinally {
  private final SourceUnit unit;

  Unfinally(SourceUnit unit) {
    this.unit = unit;
  }

  /** The try statement whose finally block a part is in; lambdas run at another time. */
  static Optional<TreePath> finallyOf(TreePath part) {
    for (TreePath at = part; at.getParentPath() != null; at = at.getParentPath()) {
      TreePath parent = at.getParentPath();
      if (parent.getLeaf() instanceof TryTree owner && owner.getFinallyBlock() == at.getLeaf()) {
        Tree around = parent.getParentPath().getLeaf();
        return around instanceof BlockTree || around instanceof CaseTree
            ? Optional.of(parent)
            : Optional.empty();
      }
      if (at.getLeaf() instanceof LambdaExpressionTree || at.getLeaf() instanceof MethodTree) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Ways to do it. */
  List<List<Edit>> variants(TreePath path) {
    TryTree statement = (TryTree) path.getLeaf();
    List<List<Edit>> variants = new ArrayList<>();
    variants.add(keywords(statement, false));
    List<? extends StatementTree> body = statement.getBlock().getStatements();
    String release = unit.text(statement.getFinallyBlock());
    boolean isFlat = !release.contains("//") && !release.contains("\"\"\"");
    if (isFlat
        && !body.isEmpty()
        && body.get(body.size() - 1) instanceof ReturnTree last
        && SourceUnit.enclosingCode(path) instanceof MethodTree method) {
      // Nothing gets behind the try block: the release goes where the block is left.
      List<Edit> before = before(last, method, release.replaceAll("\\R\\s*", " "));
      for (boolean isAll : new boolean[] {false, true}) {
        List<Edit> edits = new ArrayList<>(before);
        edits.addAll(keywords(statement, isAll));
        variants.add(edits);
      }
    }
    return variants;
  }

  private List<Edit> before(ReturnTree last, MethodTree method, String release) {
    int start = unit.start(last);
    if (last.getExpression() == null) {
      return List.of(new Edit(start, start, release + " "));
    }
    return List.of(
        unit.replace(
            start,
            unit.start(last.getExpression()),
            "final " + unit.text(method.getReturnType()) + " returned = "),
        new Edit(unit.end(last), unit.end(last), " " + release + " return returned;"));
  }

  /**
   * The statement without {@code finally}, and without {@code try} if that alone is left.
   *
   * @param isAll whether the finally block goes too
   */
  private List<Edit> keywords(TryTree statement, boolean isAll) {
    List<Edit> edits = new ArrayList<>();
    if (statement.getCatches().isEmpty() && statement.getResources().isEmpty()) {
      int start = unit.start(statement);
      edits.add(unit.blank(start, start + "try".length()));
    }
    int block = unit.start(statement.getFinallyBlock());
    int keyword = unit.text().lastIndexOf("finally", block);
    edits.add(
        unit.blank(
            keyword, isAll ? unit.end(statement.getFinallyBlock()) : keyword + "finally".length()));
    return edits;
  }
}
