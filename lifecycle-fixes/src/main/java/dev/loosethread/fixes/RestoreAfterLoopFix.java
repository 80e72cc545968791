package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.EnclosingTrees;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.ReturnFinder;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.finding.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a loop that must not be left remember an interrupt until it has ended. */
final class RestoreAfterLoopFix {
  private static final CodeTemplate DECLARE = CodeTemplate.of("boolean ${flag} = false;");
  private static final CodeTemplate SET = CodeTemplate.of("${flag} = true;");
  private static final CodeTemplate RESTORE =
      CodeTemplate.of(
          """
          if (${flag}) {
            ${interrupt}
          }
          """);

  private final SourceEdit edit;
  private final SourceText source;

  RestoreAfterLoopFix(VisitorState state) {
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  /**
   * Lets the handler note the interrupt in a local variable, and restores the status after the
   * loop.
   */
  SuggestedFix make(Remedy.RestoreAfterLoop remedy) {
    CatchTree handler = Sites.tree(remedy.catchClause(), CatchTree.class);
    Tree loop = Sites.tree(remedy.loop());
    TreePath path = edit.path(loop);
    ExpressionStatementTree restoring = restoring(handler);
    if (path == null
        || restoring == null
        || handler.getParameter().getType() instanceof UnionTypeTree
        || !source.has(loop)
        // A return would skip the code after the loop.
        || ReturnFinder.returnsIn(loop)) {
      return SuggestedFix.emptyFix();
    }
    TreePath statement = EnclosingTrees.withLabels(path);
    if (!(statement.getParentPath().getLeaf() instanceof BlockTree block)) {
      return SuggestedFix.emptyFix();
    }
    List<? extends StatementTree> rest = block.getStatements();
    rest = rest.subList(rest.indexOf(statement.getLeaf()), rest.size());
    String flag = VariableNames.freeLocal(statement, "interrupted", rest);
    int start = source.start(statement.getLeaf());
    Layout layout = source.layoutAt(start, path);
    edit.addAbove(start, DECLARE.with("flag", flag).code(edit), layout);
    edit.replace(restoring, SET.with("flag", flag).line(edit));
    edit.addBelow(
        source.afterTrailingComment(source.end(loop)),
        RESTORE.with("flag", flag).with("interrupt", source.of(restoring)).code(edit),
        layout);
    return edit.build();
  }

  /** Returns the statement {@code Thread.currentThread().interrupt();} if there is just one. */
  private static @Nullable ExpressionStatementTree restoring(CatchTree handler) {
    List<ExpressionStatementTree> found =
        handler.getBlock().getStatements().stream()
            .filter(RestoreAfterLoopFix::isInterrupt)
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
}
