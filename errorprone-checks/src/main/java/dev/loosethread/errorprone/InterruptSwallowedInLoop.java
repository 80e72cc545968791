// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#INTERRUPT_SWALLOWED_IN_LOOP}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "InterruptSwallowedInLoop",
    summary =
        "An endless loop catches InterruptedException and continues, so its thread cannot be stopped",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class InterruptSwallowedInLoop extends LifecycleChecker {
  public InterruptSwallowedInLoop() {
    super(Pattern.INTERRUPT_SWALLOWED_IN_LOOP);
  }
}
