package dev.loosethread.lifecycle;

import java.util.ArrayList;
import java.util.List;

/** Lists the names of the live platform threads. */
final class ThreadNames {
  private ThreadNames() {}

  /** Returns the names. Asks the thread groups, which does not stop the JVM. */
  static List<String> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[Math.max(64, root.activeCount() * 2)];
    int count = root.enumerate(threads);
    while (count == threads.length) {
      // The array may have been too short: enumerate() silently drops what does not fit.
      threads = new Thread[threads.length * 2];
      count = root.enumerate(threads);
    }
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(threads[i].getName());
    }
    return names;
  }
}
