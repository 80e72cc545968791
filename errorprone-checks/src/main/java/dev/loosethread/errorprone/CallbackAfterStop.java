// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#CALLBACK_AFTER_STOP}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "CallbackAfterStop",
    summary = "A callback may run on another thread after its object was closed",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.FRAGILE_CODE)
public final class CallbackAfterStop extends LifecycleChecker {
  public CallbackAfterStop() {
    super(Pattern.CALLBACK_AFTER_STOP);
  }
}
