// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#UNGUARDED_START}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "UnguardedStart",
    summary = "A start method creates new threads on every call and nothing prevents a second call",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class UnguardedStart extends LifecycleChecker {
  public UnguardedStart() {
    super(Pattern.UNGUARDED_START);
  }
}
