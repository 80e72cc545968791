package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;

/** Ends none of the pools that others make for it. */
final class PoolsForgetter {
  private final ExecutorService fresh = Pools.fresh("kept");
  private final ExecutorService shared = Pools.shared();
  private final ExecutorService ended = Pools.endedWithTheJvm();

  void work(Runnable task) {
    fresh.execute(task);
    shared.execute(task);
    ended.execute(task);
  }

  void workOnce(Runnable task) {
    ExecutorService once = Pools.freshForTwo();
    once.execute(task);
  }
}
