// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#PERIODIC_TASK_MAY_THROW}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "PeriodicTaskMayThrow",
    summary = "The first exception of a periodic task silently cancels all further runs",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class PeriodicTaskMayThrow extends LifecycleChecker {
  public PeriodicTaskMayThrow() {
    super(Pattern.PERIODIC_TASK_MAY_THROW);
  }
}
