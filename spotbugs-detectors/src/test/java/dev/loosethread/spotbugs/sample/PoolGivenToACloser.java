package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes a pool, and gives it to an object of another class that ends it. */
public class PoolGivenToACloser implements AutoCloseable {
  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final PoolCloser closer = new PoolCloser(pool);

  public void run(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void close() {
    closer.close();
  }
}
