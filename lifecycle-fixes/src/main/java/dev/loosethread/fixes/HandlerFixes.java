package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;

/** Puts statements into exception handlers. */
final class HandlerFixes {
  private final VisitorState state;
  private final SourceText source;

  HandlerFixes(VisitorState state) {
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix cancel(Remedy.CancelInHandler remedy) {
    CatchTree handler = (CatchTree) ((TreeSite) remedy.catchClause()).tree();
    BlockTree block = handler.getBlock();
    TreePath path = UnitIndex.path(handler, state);
    if (path == null || !source.has(block) || source.closingBrace(block) < 0) {
      return FixMaker.nothing();
    }
    String indent = source.indentAt(source.start(handler));
    String inner = indent + source.unit(path);
    String text = "\n" + inner + remedy.future() + ".cancel(true);";
    int open = source.afterOpeningBrace(block);
    if (!source.isOneLine(block)) {
      int after = source.afterTrailingComment(open);
      return SuggestedFix.builder().replace(after, after, source.lines(text)).build();
    }
    int brace = source.closingBrace(block);
    int last = source.trimBefore(brace);
    if (block.getStatements().isEmpty()) {
      return SuggestedFix.builder()
          .replace(last, brace, source.lines(text + "\n" + indent))
          .build();
    }
    int first = source.start(block.getStatements().get(0));
    return SuggestedFix.builder()
        .replace(open, first, source.lines(text + "\n" + inner))
        .replace(last, brace, source.lines("\n" + indent))
        .build();
  }
}
