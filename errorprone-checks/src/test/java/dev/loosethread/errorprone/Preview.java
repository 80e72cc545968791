package dev.loosethread.errorprone;

import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.WhileLoopTree;
import dev.loosethread.model.rules.Pattern;

/** A pattern in preview, as far as the engine is concerned. */
@BugPattern(
    name = "Preview",
    summary = "preview",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE)
public class Preview extends LifecycleChecker implements BugChecker.WhileLoopTreeMatcher {
  public Preview() {
    super(Pattern.UNINTERRUPTIBLE_LOOP, true);
  }

  @Override
  public Description matchWhileLoop(WhileLoopTree tree, VisitorState state) {
    return report(tree, state);
  }
}
