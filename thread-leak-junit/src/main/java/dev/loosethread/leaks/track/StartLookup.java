package dev.loosethread.leaks.track;

import java.util.List;
import java.util.Map;

/** Finds out how the threads of one list were started, from whichever source knows. */
public final class StartLookup {
  private final WatchedScope scope;
  private final List<LiveThread> live;
  private final boolean canCollect;
  private Map<Long, ThreadStart> inheritedStarts;

  /**
   * Creates the lookup for one list of threads.
   *
   * @param live all live threads, known ones included
   * @param canCollect true if a precise answer is worth a garbage collection
   */
  public StartLookup(WatchedScope scope, List<LiveThread> live, boolean canCollect) {
    this.scope = scope;
    this.live = live;
    this.canCollect = canCollect;
  }

  /**
   * Returns what was recorded about a thread, else what the thread inherited, else {@link
   * ThreadStart#UNKNOWN}.
   */
  public ThreadStart of(LiveThread thread) {
    return of(thread.id(), thread.isVirtual());
  }

  /** Returns the same as {@link #of(LiveThread)} for the thread with this identifier. */
  public ThreadStart of(long thread, boolean isVirtual) {
    // A virtual thread records the event itself, so the event does not tell who started it.
    ThreadStart recorded =
        isVirtual ? ThreadStart.UNKNOWN : StartRecording.recorder().startOf(thread);
    if (recorded.scope() != null || recorded == ThreadStart.PENDING) {
      return recorded;
    }
    if (inheritedStarts == null) {
      inheritedStarts = CreationNotes.match(scope, live, canCollect);
    }
    ThreadStart inherited = inheritedStarts.getOrDefault(thread, ThreadStart.UNKNOWN);
    return recorded.frames().isEmpty() || !inherited.frames().isEmpty() ? inherited : recorded;
  }
}
