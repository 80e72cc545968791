package dev.loosethread.leaks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What threads live at this moment, those of the JVM and of tools left out. */
final class LiveThreads {
  private LiveThreads() {}

  /** What is left of a look without what belongs to the JVM and to tools. */
  static List<LiveThread> without(List<LiveThread> unfiltered) {
    return unfiltered.stream().filter(t -> !KnownThreads.isKnown(t)).toList();
  }

  /**
   * Looks once at all threads.
   *
   * @param withVirtual whether to look for virtual ones as well, which takes a millisecond or more
   */
  static List<LiveThread> unfiltered(boolean withVirtual) {
    List<LiveThread> found = new ArrayList<>();
    for (Thread thread : all()) {
      found.add(LiveThread.of(thread));
    }
    if (withVirtual) {
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
