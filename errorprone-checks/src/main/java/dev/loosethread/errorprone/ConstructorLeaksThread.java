// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#CONSTRUCTOR_LEAKS_THREAD}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ConstructorLeaksThread",
    summary = "A constructor starts a thread and can then fail, which leaves the thread running",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ConstructorLeaksThread extends LifecycleChecker {
  public ConstructorLeaksThread() {
    super(Pattern.CONSTRUCTOR_LEAKS_THREAD);
  }
}
