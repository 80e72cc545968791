// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#NON_VOLATILE_STOP_FLAG}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "NonVolatileStopFlag",
    summary = "A loop polls a plain field that another thread sets, and may never see the change",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class NonVolatileStopFlag extends LifecycleChecker {
  public NonVolatileStopFlag() {
    super(Pattern.NON_VOLATILE_STOP_FLAG);
  }
}
