package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;

/** Uses what it is given. */
final class PoolForgetter implements AutoCloseable {
  private final ExecutorService pool;
  private boolean closed;

  PoolForgetter(ExecutorService pool) {
    this.pool = pool;
  }

  void run(Runnable task) {
    if (!closed) {
      pool.execute(task);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
