// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#NON_ATOMIC_START_GUARD}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "NonAtomicStartGuard",
    summary =
        "A start method tests its guard and then sets it, so two threads can both pass the test",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class NonAtomicStartGuard extends LifecycleChecker {
  public NonAtomicStartGuard() {
    super(Pattern.NON_ATOMIC_START_GUARD);
  }
}
