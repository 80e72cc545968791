// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#COUNT_DOWN_NOT_IN_FINALLY}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "CountDownNotInFinally",
    summary =
        "A latch or semaphore that others wait for is not released if the work before it throws",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class CountDownNotInFinally extends LifecycleChecker {
  public CountDownNotInFinally() {
    super(Pattern.COUNT_DOWN_NOT_IN_FINALLY);
  }
}
