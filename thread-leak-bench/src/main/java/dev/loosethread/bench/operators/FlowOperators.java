package dev.loosethread.bench.operators;

import java.util.List;

/** The operators of loops, flags, guards, tasks and waits. */
public final class FlowOperators {
  private FlowOperators() {}

  public static List<Operator> all() {
    return List.of(
        new VolatileDropped(),
        new FlagWriteDeleted(),
        new ReturnAfterInterruptDeleted(),
        new InterruptionCheckDeleted(),
        new StartGuardRemoved(),
        new StartGuardCheckThenAct(),
        new StartGuardResetDeleted(),
        new PeriodicCatchDeleted(),
        new WorkerCatchDeleted(),
        new BoundedWaitUnbounded());
  }
}
