// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#EXECUTOR_REPLACED_WITHOUT_SHUTDOWN}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ExecutorReplacedWithoutShutdown",
    summary = "A field gets a new executor while the previous one still runs",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ExecutorReplacedWithoutShutdown extends LifecycleChecker {
  public ExecutorReplacedWithoutShutdown() {
    super(Pattern.EXECUTOR_REPLACED_WITHOUT_SHUTDOWN);
  }
}
