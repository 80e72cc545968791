package dev.loosethread.spotbugs.sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes pools for others, and keeps one. */
final class Pools {
  private static final ExecutorService SHARED = Executors.newFixedThreadPool(2);

  private Pools() {}

  static ExecutorService fresh(String name) {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.execute(() -> Thread.currentThread().setName(name));
    return pool;
  }

  static ExecutorService freshForTwo() {
    return fresh("two");
  }

  static ExecutorService shared() {
    return SHARED;
  }

  static ExecutorService endedWithTheJvm() {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> pool.shutdown()));
    return pool;
  }
}
