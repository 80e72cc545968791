package dev.loosethread.leaks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/** Threads and pools that sample tests leak on purpose, until the test about them lets them go. */
final class Held {
  private static final List<Runnable> RELEASES = new CopyOnWriteArrayList<>();

  private Held() {}

  /** Starts a thread that stays. */
  static Thread thread(String name) {
    CountDownLatch latch = new CountDownLatch(1);
    RELEASES.add(latch::countDown);
    Thread thread = new Thread(() -> await(latch), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits until released or interrupted. */
  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A latch that is released with the rest. */
  static CountDownLatch latch() {
    CountDownLatch latch = new CountDownLatch(1);
    RELEASES.add(latch::countDown);
    return latch;
  }

  /** Keeps a pool that nobody shuts down. */
  static <E extends ExecutorService> E pool(E pool) {
    RELEASES.add(pool::shutdownNow);
    return pool;
  }

  static void releaseAll() {
    RELEASES.forEach(Runnable::run);
    RELEASES.clear();
  }
}
