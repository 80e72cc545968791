package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;

/** Ends what it is given. */
public class PoolCloser implements AutoCloseable {
  private final ExecutorService pool;

  public PoolCloser(ExecutorService pool) {
    this.pool = pool;
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
