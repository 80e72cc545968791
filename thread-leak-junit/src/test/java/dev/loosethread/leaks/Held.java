package dev.loosethread.leaks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/** Threads and pools that sample tests leak on purpose, until {@link #releaseAll()}. */
final class Held {
  private static final List<Runnable> RELEASES = new CopyOnWriteArrayList<>();

  private Held() {}

  /** Starts a thread that lives until the release. */
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

  /** Returns a latch that the release opens. */
  static CountDownLatch latch() {
    CountDownLatch latch = new CountDownLatch(1);
    RELEASES.add(latch::countDown);
    return latch;
  }

  /** Registers a pool that the release shuts down. */
  static <E extends ExecutorService> E pool(E pool) {
    RELEASES.add(pool::shutdownNow);
    return pool;
  }

  static void releaseAll() {
    RELEASES.forEach(Runnable::run);
    RELEASES.clear();
  }
}
