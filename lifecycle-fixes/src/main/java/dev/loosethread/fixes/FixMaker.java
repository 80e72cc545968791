package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import dev.loosethread.fixes.release.ReleasePlan;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;

/**
 * Turns remedies into suggested fixes. A fix is empty where the source does not allow what the
 * facts do: a name that cannot be declared, or a tree without a position.
 */
final class FixMaker {
  private final ClassFacts facts;
  private final ClassFixes fixes;
  private final VisitorState state;

  /**
   * @param fixes hands out what several findings share
   */
  FixMaker(ClassFacts facts, ClassFixes fixes, VisitorState state) {
    this.facts = facts;
    this.fixes = fixes;
    this.state = state;
  }

  /** Makes the fix of one finding. */
  SuggestedFix fix(Finding finding) {
    Remedy remedy = finding.remedy();
    if (remedy instanceof Remedy.CheckInterruption check) {
      return new LoopFixes(facts, state).checkInterruption(check);
    }
    if (remedy instanceof Remedy.LeaveOnInterrupt leave) {
      return new LoopFixes(facts, state).leaveOnInterrupt(leave);
    }
    if (remedy instanceof Remedy.RestoreAfterLoop spin) {
      return new RestoreAfterLoopFix(state).make(spin);
    }
    if (remedy instanceof Remedy.ReleaseField || remedy instanceof Remedy.KeepInField) {
      String type = ReleasePlan.changedType(remedy);
      return fixes
          .takeReleasesOf(type)
          .map(all -> new ReleasePlan(facts, type, all, state).fix(fixes::mend))
          .orElse(SuggestedFix.emptyFix());
    }
    if (remedy instanceof Remedy.AddStartGuard guard) {
      return new StartGuardFixes(facts, state).addGuard(guard);
    }
    if (remedy instanceof Remedy.MakeVolatile flag) {
      return new StopFlagFixes(facts, state).makeVolatile(flag);
    }
    if (remedy instanceof Remedy.ChangeFlag flag) {
      return new StopFlagFixes(facts, state).change(flag);
    }
    if (remedy instanceof Remedy.CancelInHandler cancel) {
      return new CancelInHandlerFix(state).make(cancel);
    }
    if (remedy instanceof Remedy.ReleaseInFinally) {
      return new ReleaseInFinallyFix(fixes, state).make(finding);
    }
    if (remedy instanceof Remedy.MoveToFinally move) {
      return new MoveToFinallyFix(fixes, state).make(move);
    }
    if (remedy instanceof Remedy.ReleaseBefore replaced) {
      return new ReleaseBeforeFix(facts, state).make(replaced);
    }
    if (remedy instanceof Remedy.ResetGuard guard) {
      return new StartGuardFixes(facts, state).resetGuard(guard);
    }
    if (remedy instanceof Remedy.UndoOnFailure start) {
      return new UndoOnFailureFix(facts, state).make(start);
    }
    if (remedy instanceof Remedy.CatchInTask task) {
      return new CatchFailureFixes(facts, state).inTask(task);
    }
    if (remedy instanceof Remedy.CatchInLoop item) {
      return new CatchFailureFixes(facts, state).inLoop(item);
    }
    if (remedy instanceof Remedy.CheckFlagFirst flag) {
      return new CheckFlagFirstFix(facts, state).make(flag);
    }
    if (remedy instanceof Remedy.BoundWait wait) {
      return new WaitFixes(facts, state).bound(wait);
    }
    if (remedy instanceof Remedy.AwaitTermination shutdown) {
      return new WaitFixes(facts, state).awaitTermination(shutdown);
    }
    if (remedy instanceof Remedy.AtomicGuard guard) {
      return new AtomicGuardFix(facts, state).make(guard);
    }
    return SuggestedFix.emptyFix();
  }
}
