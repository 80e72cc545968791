// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#LOCAL_EXECUTOR_NOT_SHUT_DOWN}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "LocalExecutorNotShutDown",
    summary = "An executor in a local variable is left running on some path",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class LocalExecutorNotShutDown extends LifecycleChecker {
  public LocalExecutorNotShutDown() {
    super(Pattern.LOCAL_EXECUTOR_NOT_SHUT_DOWN);
  }
}
