package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;

/** Lets a loop that must not be left remember an interrupt until it has ended. */
final class SpinFixes {
  private final VisitorState state;
  private final SourceText source;

  SpinFixes(VisitorState state) {
    this.state = state;
    this.source = new SourceText(state);
  }

  /**
   * The handler notes the interrupt in a local variable, and what follows the loop restores the
   * status.
   */
  SuggestedFix restoreAfterLoop(Remedy.RestoreAfterLoop remedy) {
    CatchTree handler = (CatchTree) ((TreeSite) remedy.catchClause()).tree();
    Tree loop = ((TreeSite) remedy.loop()).tree();
    TreePath path = UnitIndex.path(loop, state);
    ExpressionStatementTree restoring = restoring(handler);
    if (path == null
        || restoring == null
        || handler.getParameter().getType() instanceof UnionTypeTree
        || !source.has(loop)
        // What leaves by return would leave without the status.
        || Returns.isIn(loop)) {
      return FixMaker.nothing();
    }
    TreePath statement = path;
    while (statement.getParentPath().getLeaf() instanceof LabeledStatementTree) {
      statement = statement.getParentPath();
    }
    if (!(statement.getParentPath().getLeaf() instanceof BlockTree)) {
      return FixMaker.nothing();
    }
    String name = Variables.freeName(method(path), "interrupted");
    String indent = source.indentAt(source.start(statement.getLeaf()));
    String unit = source.unit(path);
    int start = source.start(statement.getLeaf());
    int end = source.afterTrailingComment(source.end(loop));
    return SuggestedFix.builder()
        .replace(start, start, source.lines("boolean " + name + " = false;\n" + indent))
        .replace(restoring, name + " = true;")
        .replace(
            end,
            end,
            source.lines(
                "\n"
                    + indent
                    + "if ("
                    + name
                    + ") {\n"
                    + indent
                    + unit
                    + source.of(restoring)
                    + "\n"
                    + indent
                    + "}"))
        .build();
  }

  /** The only statement {@code Thread.currentThread().interrupt();} of the handler. */
  private static ExpressionStatementTree restoring(CatchTree handler) {
    List<ExpressionStatementTree> found =
        handler.getBlock().getStatements().stream()
            .filter(SpinFixes::isInterrupt)
            .map(ExpressionStatementTree.class::cast)
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }

  private static boolean isInterrupt(StatementTree statement) {
    return statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof MethodInvocationTree call
        && call.getArguments().isEmpty()
        && call.getMethodSelect().toString().endsWith("currentThread().interrupt");
  }

  /** The method around the loop, or the class if an initializer has it. */
  private static Tree method(TreePath loop) {
    TreePath path = loop;
    while (!(path.getLeaf() instanceof MethodTree) && !(path.getLeaf() instanceof ClassTree)) {
      path = path.getParentPath();
    }
    return path.getLeaf();
  }
}
