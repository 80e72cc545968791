// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#START_GUARD_NOT_RESET}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "StartGuardNotReset",
    summary = "A start guard stays set although nothing runs, so further starts do nothing",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class StartGuardNotReset extends LifecycleChecker {
  public StartGuardNotReset() {
    super(Pattern.START_GUARD_NOT_RESET);
  }
}
