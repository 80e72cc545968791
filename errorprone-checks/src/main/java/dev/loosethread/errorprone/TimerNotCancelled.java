// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#TIMER_NOT_CANCELLED}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "TimerNotCancelled",
    summary = "A timer is created, but nothing cancels it",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class TimerNotCancelled extends LifecycleChecker {
  public TimerNotCancelled() {
    super(Pattern.TIMER_NOT_CANCELLED);
  }
}
