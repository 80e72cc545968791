// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#ENDLESS_TASK_NOT_INTERRUPTED}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "EndlessTaskNotInterrupted",
    summary = "A task loops until it is interrupted, but its executor is only asked to shut down",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class EndlessTaskNotInterrupted extends LifecycleChecker {
  public EndlessTaskNotInterrupted() {
    super(Pattern.ENDLESS_TASK_NOT_INTERRUPTED);
  }
}
