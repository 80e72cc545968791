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

  /** What keeps each kind from being written, unless its fixer says something else. */
  private static final Map<Class<? extends Remedy>, String> OBSTACLES = new HashMap<>();

  static {
    put(Remedy.None.class, "", (remedy, job) -> SuggestedFix.emptyFix());
    put(
        Remedy.CheckInterruption.class,
        "the loop has no place behind it for the value to return",
        (remedy, job) -> new LoopFixes(job.facts, job.state).checkInterruption(remedy));
    put(
        Remedy.LeaveOnInterrupt.class,
        "a break in the handler would leave another loop or switch",
        (remedy, job) -> new LoopFixes(job.facts, job.state).leaveOnInterrupt(remedy));
    put(
        Remedy.RestoreInterrupt.class,
        "the handler is not in the source",
        (remedy, job) -> new LoopFixes(job.facts, job.state).restoreInterrupt(remedy));
    put(
        Remedy.RestoreAfterLoop.class,
        "a return leaves the loop, or its handler does more than to restore the status",
        (remedy, job) -> new RestoreAfterLoopFix(job.state).make(remedy));
    put(
        Remedy.ReleaseField.class,
        "another fix of the class has to come first",
        (remedy, job) -> job.releaseAll(ReleasePlan.changedType(remedy)));
    put(
        Remedy.KeepInField.class,
        "another fix of the class has to come first",
        (remedy, job) -> job.releaseAll(ReleasePlan.changedType(remedy)));
    put(
        Remedy.InterruptOnShutdown.class,
        "shutdown() is called without a receiver",
        (remedy, job) -> new InterruptOnShutdownFix(job.state).make(remedy));
    put(
        Remedy.ShutDownValues.class,
        "every place for it in the end method may be skipped",
        (remedy, job) -> new ShutDownValuesFix(job.facts, job.state).make(remedy));
    put(
        Remedy.CallSuper.class,
        "a return may skip the end of the method",
        (remedy, job) -> new CallSuperFix(job.facts, job.state).make(remedy));
    put(
        Remedy.AddStartGuard.class,
        "the start method is not in the source",
        (remedy, job) -> new StartGuardFixes(job.facts, job.state).addGuard(remedy));
    put(
        Remedy.AtomicGuard.class,
        "the start method is not in the source",
        (remedy, job) -> new AtomicGuardFix(job.facts, job.state, job::decline).make(remedy));
    put(
        Remedy.ResetGuard.class,
        "the end method is not in the source",
        (remedy, job) -> new StartGuardFixes(job.facts, job.state).resetGuard(remedy));
    put(
        Remedy.MakeVolatile.class,
        "the declaration is not in the source",
        (remedy, job) -> new StopFlagFixes(job.facts, job.state).makeVolatile(remedy));
    put(
        Remedy.ChangeFlag.class,
        "every place for it in the end method may be skipped",
        (remedy, job) -> new StopFlagFixes(job.facts, job.state).change(remedy));
    put(
        Remedy.CancelInHandler.class,
        "the handler is not in the source",
        (remedy, job) -> new CancelInHandlerFix(job.state, job::decline).make(remedy));
    put(
        Remedy.CatchInTask.class,
        "the code of the task is empty or not in the source",
        (remedy, job) -> job.catching().inTask(remedy));
    put(
        Remedy.CatchInLoop.class,
        "the body of the loop is not a block of several lines",
        (remedy, job) -> job.catching().inLoop(remedy));
    put(
        Remedy.BoundWait.class,
        "the call is not in the source",
        (remedy, job) -> new WaitFixes(job.facts, job.state).bound(remedy));
    put(
        Remedy.AwaitTermination.class,
        "the call is not a statement of a block",
        (remedy, job) -> new WaitFixes(job.facts, job.state).awaitTermination(remedy));
    put(
        Remedy.CheckFlagFirst.class,
        "the task is not a lambda of several lines",
        (remedy, job) -> new CheckFlagFirstFix(job.facts, job.state).make(remedy));
    put(
        Remedy.ReleaseInFinally.class,
        "no declaration creates it that code follows",
        (remedy, job) -> new ReleaseInFinallyFix(job.fixes, job.state).make(job.finding));
    put(
        Remedy.ReleaseBefore.class,
        "the assignment is not a statement on a line of its own",
        (remedy, job) -> new ReleaseBeforeFix(job.facts, job.state).make(remedy));
    put(
        Remedy.UndoOnFailure.class,
        "no try block can hold the rest of the method",
        (remedy, job) -> new UndoOnFailureFix(job.facts, job.fixes, job.state).make(remedy));
    put(
        Remedy.MoveToFinally.class,
        "the call is not in the source",
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

  /** Returns what most likely keeps a remedy from being written into the source. */
  static String usualObstacle(Remedy remedy) {
    return Objects.requireNonNull(OBSTACLES.get(remedy.getClass()));
  }

  private static <R extends Remedy> void put(Class<R> kind, String obstacle, Fixer<R> fixer) {
    OBSTACLES.put(kind, obstacle);
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
