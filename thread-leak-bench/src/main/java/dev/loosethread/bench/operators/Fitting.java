package dev.loosethread.bench.operators;

import java.util.Set;

/** The bug patterns that say what several operators do. */
final class Fitting {
  static final Set<String> FIELD =
      Set.of(
          "ExecutorNotShutDown",
          "ScheduledExecutorNotShutDown",
          "TimerNotCancelled",
          "ThreadOwnerNotClosed",
          "ThreadNotStopped",
          "UnownedThread");

  static final Set<String> LOCAL =
      Set.of(
          "LocalExecutorNotShutDown",
          "ScheduledExecutorNotShutDown",
          "TimerNotCancelled",
          "ThreadOwnerNotClosed");

  static final Set<String> FIELD_OR_LOCAL =
      Set.of(
          "ExecutorNotShutDown",
          "LocalExecutorNotShutDown",
          "ScheduledExecutorNotShutDown",
          "TimerNotCancelled",
          "ThreadOwnerNotClosed",
          "ThreadNotStopped",
          "UnownedThread");

  private Fitting() {}
}
