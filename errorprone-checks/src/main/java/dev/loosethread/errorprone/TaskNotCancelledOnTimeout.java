// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#TASK_NOT_CANCELLED_ON_TIMEOUT}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "TaskNotCancelledOnTimeout",
    summary = "Nothing waits for a result any more, but the task that computes it keeps running",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class TaskNotCancelledOnTimeout extends LifecycleChecker {
  public TaskNotCancelledOnTimeout() {
    super(Pattern.TASK_NOT_CANCELLED_ON_TIMEOUT);
  }
}
