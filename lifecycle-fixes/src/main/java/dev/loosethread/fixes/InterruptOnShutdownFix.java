package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.finding.Remedy;

/** Calls {@code shutdownNow()} in place of {@code shutdown()}, which returns nothing to use. */
final class InterruptOnShutdownFix {
  private static final String SHUTDOWN = "shutdown";

  private final SourceEdit edit;
  private final SourceText source;

  InterruptOnShutdownFix(VisitorState state) {
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix make(Remedy.InterruptOnShutdown remedy) {
    for (Site site : remedy.calls()) {
      MethodInvocationTree call = Sites.tree(site, MethodInvocationTree.class);
      if (!(call.getMethodSelect() instanceof MemberSelectTree select) || !source.has(select)) {
        return SuggestedFix.emptyFix();
      }
      int end = source.end(select);
      edit.replace(end - SHUTDOWN.length(), end, "shutdownNow");
    }
    return edit.build();
  }
}
