package dev.loosethread.leaks;

import java.util.List;
import java.util.Map;

/** How the threads of one look came to be, as far as anything tells. */
final class Starts {
  private final Scope scope;
  private final List<LiveThread> unfiltered;
  private final boolean canCollect;
  private Map<Long, Start> births;

  /**
   * Creates the answers for one look.
   *
   * @param unfiltered all threads that it found
   * @param canCollect whether it is worth a garbage collection
   */
  Starts(Scope scope, List<LiveThread> unfiltered, boolean canCollect) {
    this.scope = scope;
    this.unfiltered = unfiltered;
    this.canCollect = canCollect;
  }

  /** What was recorded, else what the thread inherited, else {@link Start#UNKNOWN}. */
  Start of(LiveThread thread) {
    return of(thread.id(), thread.isVirtual());
  }

  /** The same for a thread by its identifier. */
  Start of(long thread, boolean isVirtual) {
    // Events of virtual threads are recorded on the new thread, and do not tell who started it.
    Start recorded = isVirtual ? Start.UNKNOWN : Tracking.current().startOf(thread);
    if (recorded.scope() != null || recorded == Start.PENDING) {
      return recorded;
    }
    if (births == null) {
      births = Births.match(scope, unfiltered, canCollect);
    }
    Start inherited = births.getOrDefault(thread, Start.UNKNOWN);
    return recorded.frames().isEmpty() || !inherited.frames().isEmpty() ? inherited : recorded;
  }
}
