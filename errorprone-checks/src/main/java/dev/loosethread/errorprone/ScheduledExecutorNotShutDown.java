package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import dev.loosethread.model.rules.Pattern;

/** Reports {@link Pattern#SCHEDULED_EXECUTOR_NOT_SHUT_DOWN}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ScheduledExecutorNotShutDown",
    summary = "A scheduled executor is created, but nothing shuts it down",
    severity = WARNING,
    linkType = CUSTOM,
    link =
        "https://github.com/loosethread/loosethread/blob/main/docs/bugpattern/ScheduledExecutorNotShutDown.md",
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ScheduledExecutorNotShutDown extends LifecycleChecker
    implements BugChecker.VariableTreeMatcher,
        BugChecker.NewClassTreeMatcher,
        BugChecker.MethodInvocationTreeMatcher {
  public ScheduledExecutorNotShutDown() {
    super(Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN);
  }

  @Override
  public Description matchVariable(VariableTree tree, VisitorState state) {
    return report(tree, state);
  }

  @Override
  public Description matchNewClass(NewClassTree tree, VisitorState state) {
    return report(tree, state);
  }

  @Override
  public Description matchMethodInvocation(MethodInvocationTree tree, VisitorState state) {
    return report(tree, state);
  }
}
