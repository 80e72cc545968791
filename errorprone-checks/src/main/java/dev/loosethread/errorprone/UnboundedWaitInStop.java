// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#UNBOUNDED_WAIT_IN_STOP}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "UnboundedWaitInStop",
    summary = "An end method waits without a timeout, so a thread that hangs blocks the shutdown",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class UnboundedWaitInStop extends LifecycleChecker {
  public UnboundedWaitInStop() {
    super(Pattern.UNBOUNDED_WAIT_IN_STOP);
  }
}
