package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.model.finding.Remedy;

/** Cancels a future first thing in an exception handler. */
final class CancelInHandlerFix {
  private static final CodeTemplate CANCEL = CodeTemplate.of("${future}.cancel(true);");

  private final SourceEdit edit;
  private final SourceText source;

  CancelInHandlerFix(VisitorState state) {
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix make(Remedy.CancelInHandler remedy) {
    CatchTree handler = Sites.tree(remedy.catchClause(), CatchTree.class);
    BlockTree block = handler.getBlock();
    TreePath path = edit.path(handler);
    if (path == null || !source.has(block) || source.closingBrace(block) < 0) {
      return SuggestedFix.emptyFix();
    }
    Layout outer = source.layoutAt(source.start(handler), path);
    edit.addTo(block, 0, CANCEL.with("future", remedy.future()).code(edit), outer);
    return edit.build();
  }
}
