package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import dev.loosethread.fixes.release.ReleasePlan;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Turns remedies into suggested fixes. A fix is empty where the source does not allow what the
 * facts do: a name that cannot be declared, a tree without a position.
 */
final class FixMaker {
  /** How to fix each kind of remedy; a test says which kind is missing. */
  private static final Map<Class<? extends Remedy>, Fixer<Remedy>> FIXERS = new HashMap<>();

  static {
    put(Remedy.None.class, (remedy, job) -> SuggestedFix.emptyFix());
    put(
        Remedy.CheckInterruption.class,
        (remedy, job) -> new LoopFixes(job.facts, job.state).checkInterruption(remedy));
    put(
        Remedy.LeaveOnInterrupt.class,
        (remedy, job) -> new LoopFixes(job.facts, job.state).leaveOnInterrupt(remedy));
    put(
        Remedy.RestoreInterrupt.class,
        (remedy, job) -> new LoopFixes(job.facts, job.state).restoreInterrupt(remedy));
    put(
        Remedy.RestoreAfterLoop.class,
        (remedy, job) -> new RestoreAfterLoopFix(job.state).make(remedy));
    put(
        Remedy.ReleaseField.class,
        (remedy, job) -> job.releaseAll(ReleasePlan.changedType(remedy)));
    put(Remedy.KeepInField.class, (remedy, job) -> job.releaseAll(ReleasePlan.changedType(remedy)));
    put(
        Remedy.InterruptOnShutdown.class,
        (remedy, job) -> new InterruptOnShutdownFix(job.state).make(remedy));
    put(
        Remedy.ShutDownValues.class,
        (remedy, job) -> new ShutDownValuesFix(job.facts, job.state).make(remedy));
    put(
        Remedy.CallSuper.class,
        (remedy, job) -> new CallSuperFix(job.facts, job.state).make(remedy));
    put(
        Remedy.AddStartGuard.class,
        (remedy, job) -> new StartGuardFixes(job.facts, job.state).addGuard(remedy));
    put(
        Remedy.AtomicGuard.class,
        (remedy, job) -> new AtomicGuardFix(job.facts, job.state, job::decline).make(remedy));
    put(
        Remedy.ResetGuard.class,
        (remedy, job) -> new StartGuardFixes(job.facts, job.state).resetGuard(remedy));
    put(
        Remedy.MakeVolatile.class,
        (remedy, job) -> new StopFlagFixes(job.facts, job.state).makeVolatile(remedy));
    put(
        Remedy.ChangeFlag.class,
        (remedy, job) -> new StopFlagFixes(job.facts, job.state).change(remedy));
    put(
        Remedy.CancelInHandler.class,
        (remedy, job) -> new CancelInHandlerFix(job.state, job::decline).make(remedy));
    put(Remedy.CatchInTask.class, (remedy, job) -> job.catching().inTask(remedy));
    put(Remedy.CatchInLoop.class, (remedy, job) -> job.catching().inLoop(remedy));
    put(Remedy.BoundWait.class, (remedy, job) -> new WaitFixes(job.facts, job.state).bound(remedy));
    put(
        Remedy.AwaitTermination.class,
        (remedy, job) -> new WaitFixes(job.facts, job.state).awaitTermination(remedy));
    put(
        Remedy.CheckFlagFirst.class,
        (remedy, job) -> new CheckFlagFirstFix(job.facts, job.state).make(remedy));
    put(
        Remedy.ReleaseInFinally.class,
        (remedy, job) -> new ReleaseInFinallyFix(job.fixes, job.state).make(job.finding));
    put(
        Remedy.ReleaseBefore.class,
        (remedy, job) -> new ReleaseBeforeFix(job.facts, job.state).make(remedy));
    put(
        Remedy.UndoOnFailure.class,
        (remedy, job) -> new UndoOnFailureFix(job.facts, job.fixes, job.state).make(remedy));
    put(
        Remedy.MoveToFinally.class,
        (remedy, job) -> new MoveToFinallyFix(job.fixes, job.state, job::decline).make(remedy));
  }

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
    Job job = new Job(facts, fixes, state, finding);
    Class<? extends Remedy> kind = finding.remedy().getClass();
    return Objects.requireNonNull(FIXERS.get(kind), kind::getName).fix(finding.remedy(), job);
  }

  /** The kinds of remedies that there is a fix for. */
  static Set<Class<? extends Remedy>> fixed() {
    return FIXERS.keySet();
  }

  private static <R extends Remedy> void put(Class<R> kind, Fixer<R> fixer) {
    FIXERS.put(kind, (remedy, job) -> fixer.fix(kind.cast(remedy), job));
  }

  /** Fixes one kind of remedy. */
  private interface Fixer<R extends Remedy> {
    SuggestedFix fix(R remedy, Job job);
  }

  /** One call of {@link FixMaker#fix}. */
  private record Job(ClassFacts facts, ClassFixes fixes, VisitorState state, Finding finding) {
    void decline(String why) {
      fixes.decline(finding, why);
    }

    CatchFailureFixes catching() {
      return new CatchFailureFixes(facts, state, this::decline);
    }

    SuggestedFix releaseAll(String type) {
      return fixes
          .takeReleasesOf(type)
          .map(all -> new ReleasePlan(facts, type, all, state).fix(fixes::mend, fixes::decline))
          .orElse(SuggestedFix.emptyFix());
    }
  }
}
