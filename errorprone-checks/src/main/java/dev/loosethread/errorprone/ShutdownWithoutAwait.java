// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#SHUTDOWN_WITHOUT_AWAIT}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ShutdownWithoutAwait",
    summary = "An end method closes resources that the tasks of an executor still use",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.FRAGILE_CODE)
public final class ShutdownWithoutAwait extends LifecycleChecker {
  public ShutdownWithoutAwait() {
    super(Pattern.SHUTDOWN_WITHOUT_AWAIT);
  }
}
