package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes a pool, and gives it to an object of another class that only uses it. */
public class PoolGivenToAForgetter implements AutoCloseable {
  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final PoolForgetter forgetter = new PoolForgetter(pool);

  public void run(Runnable task) {
    forgetter.run(task);
  }

  @Override
  public void close() {
    forgetter.close();
  }
}
