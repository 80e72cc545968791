// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#THREAD_OWNER_NOT_CLOSED}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ThreadOwnerNotClosed",
    summary = "An object that owns threads is created, but nothing closes it",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ThreadOwnerNotClosed extends LifecycleChecker {
  public ThreadOwnerNotClosed() {
    super(Pattern.THREAD_OWNER_NOT_CLOSED);
  }
}
