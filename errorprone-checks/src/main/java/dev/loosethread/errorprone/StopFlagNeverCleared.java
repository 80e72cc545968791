// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#STOP_FLAG_NEVER_CLEARED}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "StopFlagNeverCleared",
    summary = "A loop exits only through a flag that nothing ever changes",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class StopFlagNeverCleared extends LifecycleChecker {
  public StopFlagNeverCleared() {
    super(Pattern.STOP_FLAG_NEVER_CLEARED);
  }
}
