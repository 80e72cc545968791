package dev.loosethread.lifecycle;

/** Receives the exceptions that tasks throw. Tickers, workers and batchers continue afterwards. */
@FunctionalInterface
public interface FailureHandler {
  /** Handles an exception that a task threw, on the thread of the task. */
  void failed(String task, Throwable failure);
}
