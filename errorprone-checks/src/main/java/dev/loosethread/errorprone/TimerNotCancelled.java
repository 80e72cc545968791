package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.rules.Pattern;

/** Reports {@link Pattern#TIMER_NOT_CANCELLED}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "TimerNotCancelled",
    summary = "A timer is created, but nothing cancels it",
    severity = WARNING,
    linkType = CUSTOM,
    link =
        "https://github.com/loosethread/loosethread/blob/main/docs/bugpattern/TimerNotCancelled.md",
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class TimerNotCancelled extends LifecycleChecker {
  public TimerNotCancelled() {
    super(Pattern.TIMER_NOT_CANCELLED);
  }
}
