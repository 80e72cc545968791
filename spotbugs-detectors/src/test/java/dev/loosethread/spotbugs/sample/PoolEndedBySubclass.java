package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Its subclass ends the pool. */
public class PoolEndedBySubclass {
  protected final ExecutorService pool = Executors.newFixedThreadPool(2);

  public void run(Runnable task) {
    pool.execute(task);
  }
}
