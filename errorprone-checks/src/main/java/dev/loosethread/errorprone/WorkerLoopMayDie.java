// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#WORKER_LOOP_MAY_DIE}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "WorkerLoopMayDie",
    summary = "The first item that fails ends a worker, and later items are never processed",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class WorkerLoopMayDie extends LifecycleChecker {
  public WorkerLoopMayDie() {
    super(Pattern.WORKER_LOOP_MAY_DIE);
  }
}
