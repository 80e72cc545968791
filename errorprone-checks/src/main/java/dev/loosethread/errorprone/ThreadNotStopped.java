// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#THREAD_NOT_STOPPED}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ThreadNotStopped",
    summary = "A thread in a field runs until it is interrupted, but nothing interrupts it",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ThreadNotStopped extends LifecycleChecker {
  public ThreadNotStopped() {
    super(Pattern.THREAD_NOT_STOPPED);
  }
}
