// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#UNINTERRUPTIBLE_LOOP}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "UninterruptibleLoop",
    summary = "A task loops forever and ignores interruption, so its thread cannot be stopped",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class UninterruptibleLoop extends LifecycleChecker {
  public UninterruptibleLoop() {
    super(Pattern.UNINTERRUPTIBLE_LOOP);
  }
}
