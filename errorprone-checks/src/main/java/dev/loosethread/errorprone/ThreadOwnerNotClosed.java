package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.rules.Pattern;

/** Reports {@link Pattern#THREAD_OWNER_NOT_CLOSED}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ThreadOwnerNotClosed",
    summary = "An object that owns threads is created, but nothing closes it",
    severity = WARNING,
    linkType = CUSTOM,
    link =
        "https://github.com/loosethread/loosethread/blob/main/docs/bugpattern/ThreadOwnerNotClosed.md",
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class ThreadOwnerNotClosed extends LifecycleChecker {
  public ThreadOwnerNotClosed() {
    super(Pattern.THREAD_OWNER_NOT_CLOSED);
  }
}
