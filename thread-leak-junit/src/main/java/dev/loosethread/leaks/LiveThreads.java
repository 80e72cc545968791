package dev.loosethread.leaks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What threads live at this moment, those of the JVM and of tools left out. */
final class LiveThreads {
  private LiveThreads() {}

  /** Looks once, and leaves out what belongs to the JVM and to tools. */
  static List<LiveThread> now() {
    return without(unfiltered());
  }

  /** What is left of a look without what belongs to the JVM and to tools. */
  static List<LiveThread> without(List<LiveThread> unfiltered) {
    return unfiltered.stream().filter(t -> !KnownThreads.isKnown(t)).toList();
  }

  /** Looks once at all threads; at virtual ones too, where there have been any. */
  static List<LiveThread> unfiltered() {
    List<LiveThread> found = new ArrayList<>();
    boolean isVirtualInUse = false;
    for (Thread thread : all()) {
      LiveThread live = LiveThread.of(thread);
      isVirtualInUse |= VirtualThreads.isSignOfThem(live);
      found.add(live);
    }
    if (VirtualThreads.areInUse(isVirtualInUse)) {
      found.addAll(VirtualThreads.dump());
    }
    return found;
  }

  /**
   * All platform threads. Asks the groups, not {@link Thread#getAllStackTraces()}, which stops the
   * JVM for the stacks.
   */
  static List<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[Math.max(64, root.activeCount() * 2)];
    int count = root.enumerate(threads, true);
    while (count == threads.length) {
      // What does not fit is left out silently.
      threads = new Thread[threads.length * 2];
      count = root.enumerate(threads, true);
    }
    return Arrays.asList(threads).subList(0, count);
  }
}
