package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.rules.Finding;
import dev.loosethread.model.rules.Remedy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Turns remedies into suggested fixes. A fix is empty where the source does not allow what the
 * facts do: a name that cannot be declared, a tree without a position.
 */
public final class FixMaker {
  /** How to fix each kind of remedy; a test says which kind is missing. */
  private static final Map<Class<? extends Remedy>, Fixer<Remedy>> FIXERS = new HashMap<>();

  static {
    put(Remedy.None.class, (remedy, job) -> nothing());
    put(
        Remedy.CheckInterruption.class,
        (remedy, job) -> new LoopFixes(job.facts, job.state).checkInterruption(remedy));
    put(
        Remedy.LeaveOnInterrupt.class,
        (remedy, job) -> new LoopFixes(job.facts, job.state).leaveOnInterrupt(remedy));
    put(
        Remedy.RestoreAfterLoop.class,
        (remedy, job) -> new SpinFixes(job.state).restoreAfterLoop(remedy));
    put(Remedy.ReleaseField.class, (remedy, job) -> job.releaseAll(ReleasePlan.typeOf(remedy)));
    put(Remedy.KeepInField.class, (remedy, job) -> job.releaseAll(ReleasePlan.typeOf(remedy)));
    put(
        Remedy.AddStartGuard.class,
        (remedy, job) -> new StartFixes(job.facts, job.state).addGuard(remedy));
    put(
        Remedy.AtomicGuard.class,
        (remedy, job) -> new AtomicGuardFix(job.facts, job.state).make(remedy));
    put(
        Remedy.ResetGuard.class,
        (remedy, job) -> new StartFixes(job.facts, job.state).resetGuard(remedy));
    put(
        Remedy.MakeVolatile.class,
        (remedy, job) -> new FlagFixes(job.facts, job.state).makeVolatile(remedy));
    put(
        Remedy.ChangeFlag.class,
        (remedy, job) -> new FlagFixes(job.facts, job.state).change(remedy));
    put(Remedy.CancelInHandler.class, (remedy, job) -> new HandlerFixes(job.state).cancel(remedy));
    put(
        Remedy.CatchInTask.class,
        (remedy, job) -> new TaskFixes(job.facts, job.state).catchFailures(remedy));
    put(
        Remedy.CatchInLoop.class,
        (remedy, job) -> new TaskFixes(job.facts, job.state).catchInLoop(remedy));
    put(Remedy.BoundWait.class, (remedy, job) -> new WaitFixes(job.facts, job.state).bound(remedy));
    put(
        Remedy.AwaitTermination.class,
        (remedy, job) -> new WaitFixes(job.facts, job.state).awaitTermination(remedy));
    put(
        Remedy.CheckFlagFirst.class,
        (remedy, job) -> new TaskFixes(job.facts, job.state).checkFlagFirst(remedy));
    put(
        Remedy.ReleaseInFinally.class,
        (remedy, job) ->
            new LocalFixes(job.all, job.state)
                .releaseInFinally(job.finding, job.takePlan, job.mends));
    put(
        Remedy.ReleaseBefore.class,
        (remedy, job) -> new ReplaceFixes(job.facts, job.state).releaseBefore(remedy));
    put(
        Remedy.UndoOnFailure.class,
        (remedy, job) -> new FailureFixes(job.facts, job.state).undoOnFailure(remedy));
    put(
        Remedy.MoveToFinally.class,
        (remedy, job) -> new FinallyFixes(job.state).moveToFinally(remedy, job.takePlan));
  }

  private final ClassFacts facts;
  private final ClassFindings all;
  private final VisitorState state;

  /**
   * @param all the findings about this class that a plan may mend together
   */
  public FixMaker(ClassFacts facts, ClassFindings all, VisitorState state) {
    this.facts = facts;
    this.all = all;
    this.state = state;
  }

  /**
   * The fix of one finding.
   *
   * @param takePlan asked with the name of a type, or with a block: whether the plan that releases
   *     all that it owns at once is still to be handed out
   * @param mends told of every finding that the fix mends besides this one
   */
  public SuggestedFix fix(Finding finding, Predicate<String> takePlan, Consumer<Finding> mends) {
    Job job = new Job(facts, all, state, finding, takePlan, mends);
    return FIXERS.get(finding.remedy().getClass()).fix(finding.remedy(), job);
  }

  /** The kinds of remedies that there is a fix for. */
  static Set<Class<? extends Remedy>> fixed() {
    return FIXERS.keySet();
  }

  static SuggestedFix nothing() {
    return SuggestedFix.emptyFix();
  }

  private static <R extends Remedy> void put(Class<R> kind, Fixer<R> fixer) {
    FIXERS.put(kind, (remedy, job) -> fixer.fix(kind.cast(remedy), job));
  }

  /** Fixes one kind of remedy. */
  private interface Fixer<R extends Remedy> {
    SuggestedFix fix(R remedy, Job job);
  }

  /** One call of {@link FixMaker#fix}. */
  private record Job(
      ClassFacts facts,
      ClassFindings all,
      VisitorState state,
      Finding finding,
      Predicate<String> takePlan,
      Consumer<Finding> mends) {
    SuggestedFix releaseAll(String type) {
      return takePlan.test(type)
          ? new ReleasePlan(facts, type, all.releasing(type), state).fix(mends)
          : nothing();
    }
  }
}
