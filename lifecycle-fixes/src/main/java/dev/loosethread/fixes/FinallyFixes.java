package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;
import java.util.function.Predicate;

/** Moves what must happen in any case into a finally block. */
final class FinallyFixes {
  private final VisitorState state;
  private final SourceText source;

  FinallyFixes(VisitorState state) {
    this.state = state;
    this.source = new SourceText(state);
  }

  /** The statements before the call move into a try block, the call into its finally block. */
  SuggestedFix moveToFinally(Remedy.MoveToFinally remedy, Predicate<String> takePlan) {
    Tree call = ((TreeSite) remedy.call()).tree();
    TreePath path = UnitIndex.path(call, state);
    if (path == null
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)
        || !source.has(block)
        || !source.has(statement)) {
      return FixMaker.nothing();
    }
    List<? extends StatementTree> statements = block.getStatements();
    int last = statements.size() - 1;
    // What returned early did not count; whether it should is not for a fix to say.
    if (last < 1
        || statements.get(last) != statement
        || source.isOneLine(block)
        || Returns.isIn(block)) {
      return FixMaker.nothing();
    }
    int end = source.end(statements.get(last - 1));
    int from = source.afterTrailingComment(source.afterOpeningBrace(block));
    if (remedy.after().isPresent()) {
      Tree after = ((TreeSite) remedy.after().get()).tree();
      StatementTree taking =
          statements.stream()
              .filter(s -> source.start(s) <= source.start(after))
              .filter(s -> source.end(after) <= source.end(s))
              .findFirst()
              .orElse(null);
      // Under a condition or in another block, what is released need not have been taken.
      if (!(taking instanceof ExpressionStatementTree) || taking == statements.get(last - 1)) {
        return FixMaker.nothing();
      }
      from = source.afterTrailingComment(source.end(taking));
    }
    int to = source.afterTrailingComment(end);
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String text = source.of(statement);
    // The comments before the call go with it.
    int start = source.skipWhiteSpace(to);
    if (start != source.start(statement) || !takePlan.test(LocalFixes.planOf(block, source))) {
      return FixMaker.nothing();
    }
    wrap(path, from, to, source.indentAt(start), List.of(text), fix);
    fix.replace(to, source.end(statement), "");
    return fix.build();
  }

  private void wrap(
      TreePath path, int from, int to, String indent, List<String> last, SuggestedFix.Builder fix) {
    String unit = source.unit(path);
    fix.replace(from, from, source.lines("\n" + indent + "try {"));
    source.indent(from, to, unit, fix);
    StringBuilder end = new StringBuilder("\n" + indent + "} finally {\n");
    last.forEach(line -> end.append(indent).append(unit).append(line).append('\n'));
    fix.replace(to, to, source.lines(end + indent + "}"));
  }
}
