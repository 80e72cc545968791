package dev.loosethread.leaks.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists the threads of this JVM. */
public final class JvmThreads {
  private JvmThreads() {}

  /** Removes the threads of the JVM, of tools and of libraries that keep one for the whole JVM. */
  public static List<LiveThread> withoutKnown(List<LiveThread> threads) {
    return threads.stream().filter(t -> !KnownThreads.isKnown(t)).toList();
  }

  /**
   * Lists all live threads.
   *
   * @param withVirtual true to include virtual threads, which takes a millisecond or more
   */
  static List<LiveThread> list(boolean withVirtual) {
    List<LiveThread> found = new ArrayList<>();
    for (Thread thread : platformThreads()) {
      found.add(LiveThread.of(thread));
    }
    if (withVirtual) {
      found.addAll(VirtualThreadDump.take());
    }
    return found;
  }

  /**
   * Lists all platform threads. Asks the thread groups, since {@link Thread#getAllStackTraces()}
   * stops the JVM to collect the stacks.
   */
  static List<Thread> platformThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[Math.max(64, root.activeCount() * 2)];
    int count = root.enumerate(threads, true);
    while (count == threads.length) {
      // The array may have been too short: enumerate() silently drops what does not fit.
      threads = new Thread[threads.length * 2];
      count = root.enumerate(threads, true);
    }
    return Arrays.asList(threads).subList(0, count);
  }
}
