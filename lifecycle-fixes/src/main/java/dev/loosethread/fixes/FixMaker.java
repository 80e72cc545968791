package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Turns remedies into suggested fixes. A fix is empty where the source does not allow what the
 * facts do: a name that cannot be declared, a tree without a position.
 */
public final class FixMaker {
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
    Remedy remedy = finding.remedy();
    if (remedy instanceof Remedy.CheckInterruption check) {
      return new LoopFixes(facts, state).checkInterruption(check);
    }
    if (remedy instanceof Remedy.LeaveOnInterrupt leave) {
      return new LoopFixes(facts, state).leaveOnInterrupt(leave);
    }
    if (remedy instanceof Remedy.RestoreAfterLoop spin) {
      return new SpinFixes(state).restoreAfterLoop(spin);
    }
    if (remedy instanceof Remedy.ReleaseField || remedy instanceof Remedy.KeepInField) {
      String type = ReleasePlan.typeOf(remedy);
      return takePlan.test(type)
          ? new ReleasePlan(facts, type, all.releasing(type), state).fix(mends)
          : nothing();
    }
    if (remedy instanceof Remedy.AddStartGuard guard) {
      return new StartFixes(facts, state).addGuard(guard);
    }
    if (remedy instanceof Remedy.MakeVolatile flag) {
      return new FlagFixes(facts, state).makeVolatile(flag);
    }
    if (remedy instanceof Remedy.ChangeFlag flag) {
      return new FlagFixes(facts, state).change(flag);
    }
    if (remedy instanceof Remedy.CancelInHandler cancel) {
      return new HandlerFixes(state).cancel(cancel);
    }
    if (remedy instanceof Remedy.ReleaseInFinally) {
      return new LocalFixes(all, state).releaseInFinally(finding, takePlan, mends);
    }
    if (remedy instanceof Remedy.MoveToFinally move) {
      return new FinallyFixes(state).moveToFinally(move, takePlan);
    }
    if (remedy instanceof Remedy.ReleaseBefore replaced) {
      return new ReplaceFixes(facts, state).releaseBefore(replaced);
    }
    if (remedy instanceof Remedy.ResetGuard guard) {
      return new StartFixes(facts, state).resetGuard(guard);
    }
    if (remedy instanceof Remedy.UndoOnFailure start) {
      return new FailureFixes(facts, state).undoOnFailure(start);
    }
    if (remedy instanceof Remedy.CatchInTask task) {
      return new TaskFixes(facts, state).catchFailures(task);
    }
    if (remedy instanceof Remedy.CatchInLoop item) {
      return new TaskFixes(facts, state).catchInLoop(item);
    }
    if (remedy instanceof Remedy.CheckFlagFirst flag) {
      return new TaskFixes(facts, state).checkFlagFirst(flag);
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
    return nothing();
  }

  static SuggestedFix nothing() {
    return SuggestedFix.emptyFix();
  }
}
