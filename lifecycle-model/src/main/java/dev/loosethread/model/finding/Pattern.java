package dev.loosethread.model.finding;

import java.util.EnumSet;
import java.util.Set;

/** A bug pattern; {@link #patternName()} is at once checker class, suppression string and page. */
public enum Pattern {
  UNINTERRUPTIBLE_LOOP("UninterruptibleLoop"),
  INTERRUPT_SWALLOWED_IN_LOOP("InterruptSwallowedInLoop"),
  NON_VOLATILE_STOP_FLAG("NonVolatileStopFlag"),
  STOP_FLAG_NEVER_CLEARED("StopFlagNeverCleared"),
  EXECUTOR_NOT_SHUT_DOWN("ExecutorNotShutDown"),
  SCHEDULED_EXECUTOR_NOT_SHUT_DOWN("ScheduledExecutorNotShutDown"),
  LOCAL_EXECUTOR_NOT_SHUT_DOWN("LocalExecutorNotShutDown"),
  EXECUTOR_REPLACED_WITHOUT_SHUTDOWN("ExecutorReplacedWithoutShutdown"),
  TIMER_NOT_CANCELLED("TimerNotCancelled"),
  THREAD_OWNER_NOT_CLOSED("ThreadOwnerNotClosed"),
  THREAD_NOT_STOPPED("ThreadNotStopped"),
  UNOWNED_THREAD("UnownedThread"),
  CONSTRUCTOR_LEAKS_THREAD("ConstructorLeaksThread"),
  UNGUARDED_START("UnguardedStart"),
  NON_ATOMIC_START_GUARD("NonAtomicStartGuard"),
  START_GUARD_NOT_RESET("StartGuardNotReset"),
  PERIODIC_TASK_MAY_THROW("PeriodicTaskMayThrow"),
  WORKER_LOOP_MAY_DIE("WorkerLoopMayDie"),
  COUNT_DOWN_NOT_IN_FINALLY("CountDownNotInFinally"),
  TASK_NOT_CANCELLED_ON_TIMEOUT("TaskNotCancelledOnTimeout"),
  UNBOUNDED_WAIT_IN_STOP("UnboundedWaitInStop"),
  SHUTDOWN_WITHOUT_AWAIT("ShutdownWithoutAwait"),
  CALLBACK_AFTER_STOP("CallbackAfterStop"),
  /** Decided over a whole application, so that no compiler plugin can tell. */
  END_METHOD_NEVER_CALLED("EndMethodNeverCalled");

  /** Advice more than a verdict: said only to who asks for it. */
  private static final Set<Pattern> PREVIEWS =
      EnumSet.of(
          WORKER_LOOP_MAY_DIE,
          UNBOUNDED_WAIT_IN_STOP,
          SHUTDOWN_WITHOUT_AWAIT,
          CALLBACK_AFTER_STOP,
          END_METHOD_NEVER_CALLED);

  private final String patternName;

  Pattern(String patternName) {
    this.patternName = patternName;
  }

  /** Whether the pattern is silent unless the user names it. */
  public boolean isPreview() {
    return PREVIEWS.contains(this);
  }

  /** The name users see and suppress by. */
  public String patternName() {
    return patternName;
  }
}
