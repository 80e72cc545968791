package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.WhileLoopTree;
import dev.loosethread.model.rules.Pattern;

/** Reports {@link Pattern#UNINTERRUPTIBLE_LOOP}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "UninterruptibleLoop",
    summary = "A task loops for ever and ignores interruption, so its thread can not be stopped",
    severity = WARNING,
    linkType = CUSTOM,
    link =
        "https://github.com/loosethread/loosethread/blob/main/docs/bugpattern/UninterruptibleLoop.md",
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class UninterruptibleLoop extends LifecycleChecker
    implements BugChecker.WhileLoopTreeMatcher,
        BugChecker.DoWhileLoopTreeMatcher,
        BugChecker.ForLoopTreeMatcher {
  public UninterruptibleLoop() {
    super(Pattern.UNINTERRUPTIBLE_LOOP);
  }

  @Override
  public Description matchWhileLoop(WhileLoopTree tree, VisitorState state) {
    return report(tree, state);
  }

  @Override
  public Description matchDoWhileLoop(DoWhileLoopTree tree, VisitorState state) {
    return report(tree, state);
  }

  @Override
  public Description matchForLoop(ForLoopTree tree, VisitorState state) {
    return report(tree, state);
  }
}
