package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.JumpFinder;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.TryBlock;
import dev.loosethread.model.finding.Remedy;
import java.util.List;

/** Moves what must happen in any case into a finally block. */
final class MoveToFinallyFix {
  private static final CodeTemplate LAST = CodeTemplate.of("${statement}");

  private final ClassFixes fixes;
  private final SourceEdit edit;
  private final SourceText source;

  MoveToFinallyFix(ClassFixes fixes, VisitorState state) {
    this.fixes = fixes;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  /** Moves the statements before the call into a try block, and the call into its finally block. */
  SuggestedFix make(Remedy.MoveToFinally remedy) {
    TreePath path = edit.path(remedy.call());
    if (path == null
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)
        || !source.has(block)
        || !source.has(statement)) {
      return SuggestedFix.emptyFix();
    }
    List<? extends StatementTree> statements = block.getStatements();
    int last = statements.size() - 1;
    // A jump over the call skips it today; whether it should is not for a fix to decide.
    if (last < 1
        || statements.get(last) != statement
        || source.isOneLine(block)
        || JumpFinder.leaves(block)
        || isMadeBefore(statement, block)) {
      return SuggestedFix.emptyFix();
    }
    int from = beginning(remedy, block);
    int to = source.afterTrailingComment(source.end(statements.get(last - 1)));
    int start = source.skipWhiteSpace(to);
    // A comment above the call would stay behind.
    if (from < 0 || start != source.start(statement) || !fixes.takeBlock(block)) {
      return SuggestedFix.emptyFix();
    }
    Code call = LAST.with("statement", source.of(statement)).code(edit);
    TryBlock.wrap(
        from, to, TryBlock.endWithFinally(call, edit), source.layoutAt(start, path), edit);
    edit.replace(to, source.end(statement), "");
    return edit.build();
  }

  /** Returns whether the block also makes the same call elsewhere: it would be made twice. */
  private boolean isMadeBefore(ExpressionStatementTree statement, BlockTree block) {
    String call = source.of(statement.getExpression());
    return Boolean.TRUE.equals(
        new TreeScanner<Boolean, Void>() {
          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree tree, Void unused) {
            return (tree != statement.getExpression() && source.of(tree).equals(call))
                || Boolean.TRUE.equals(super.visitMethodInvocation(tree, null));
          }

          @Override
          public Boolean reduce(Boolean a, Boolean b) {
            return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
          }
        }.scan(block, null));
  }

  /** Returns where the try block begins, or -1 if there is no such place. */
  private int beginning(Remedy.MoveToFinally remedy, BlockTree block) {
    if (remedy.after().isEmpty()) {
      return source.afterTrailingComment(source.afterOpeningBrace(block));
    }
    Tree after = Sites.tree(remedy.after().get());
    List<? extends StatementTree> statements = block.getStatements();
    StatementTree taking =
        statements.stream()
            .filter(s -> source.start(s) <= source.start(after))
            .filter(s -> source.end(after) <= source.end(s))
            .findFirst()
            .orElse(null);
    // Under a condition or in another block, what is released need not have been taken.
    return taking instanceof ExpressionStatementTree
            && taking != statements.get(statements.size() - 2)
        ? source.afterTrailingComment(source.end(taking))
        : -1;
  }
}
