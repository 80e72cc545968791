package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.rules.Pattern;

/** Reports {@link Pattern#SHUTDOWN_WITHOUT_AWAIT}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "ShutdownWithoutAwait",
    summary = "An end method closes what the tasks of an executor still use",
    severity = WARNING,
    linkType = CUSTOM,
    link =
        "https://github.com/loosethread/loosethread/blob/main/docs/bugpattern/ShutdownWithoutAwait.md",
    tags = BugPattern.StandardTags.FRAGILE_CODE)
public final class ShutdownWithoutAwait extends LifecycleChecker {
  public ShutdownWithoutAwait() {
    super(Pattern.SHUTDOWN_WITHOUT_AWAIT);
  }
}
