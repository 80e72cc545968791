package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;

/** Ends the pool that another class makes for it. */
final class PoolsCloser implements AutoCloseable {
  private final ExecutorService pool = Pools.freshForTwo();

  void work(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
