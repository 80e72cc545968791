// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#UNOWNED_THREAD}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "UnownedThread",
    summary = "A thread runs until it is interrupted, but no reference to it is kept",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class UnownedThread extends LifecycleChecker {
  public UnownedThread() {
    super(Pattern.UNOWNED_THREAD);
  }
}
