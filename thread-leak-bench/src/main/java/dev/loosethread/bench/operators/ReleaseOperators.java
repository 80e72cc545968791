package dev.loosethread.bench.operators;

import java.util.List;

/** Those that take away or weaken what ends threads. */
public final class ReleaseOperators {
  private ReleaseOperators() {}

  /** All of them. */
  public static List<Operator> all() {
    return List.of(
        ReleaseDeleted.direct(),
        ReleaseDeleted.future(),
        ReleaseDeleted.collection(),
        ReleaseDeleted.helper(),
        new EndCallDeleted(),
        new ReleaseOutOfFinally(),
        new ReleaseBehindEarlyReturn(),
        new LocalReleaseDeleted(),
        new ReplacementReleaseDeleted(),
        new CountDownOutOfFinally(),
        new CancelOnTimeoutDeleted());
  }
}
