// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#EXECUTOR_NOT_SHUT_DOWN}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ExecutorNotShutDown",
    summary = "An executor is created and kept in a field, but nothing shuts it down",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ExecutorNotShutDown extends LifecycleChecker {
  public ExecutorNotShutDown() {
    super(Pattern.EXECUTOR_NOT_SHUT_DOWN);
  }
}
