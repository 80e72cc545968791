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
    summary = "A constructor that starts a thread can still fail and leave it behind",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ConstructorLeaksThread extends LifecycleChecker {
  public ConstructorLeaksThread() {
    super(Pattern.CONSTRUCTOR_LEAKS_THREAD);
  }
}
