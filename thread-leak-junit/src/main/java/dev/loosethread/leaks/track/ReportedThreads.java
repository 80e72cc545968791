package dev.loosethread.leaks.track;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The leaked threads that were reported or tolerated; each is reported at most once in a JVM. */
public final class ReportedThreads {
  private static final Set<Long> IDS = ConcurrentHashMap.newKeySet();

  private ReportedThreads() {}

  /** Marks a thread, so that no scope reports it again. */
  public static void add(LiveThread thread) {
    IDS.add(thread.id());
  }

  /** Returns true if the thread was reported before. */
  public static boolean contains(LiveThread thread) {
    return contains(thread.id());
  }

  /** Returns true if the thread with this identifier was reported before. */
  public static boolean contains(long thread) {
    return IDS.contains(thread);
  }
}
