package dev.loosethread.lifecycle;

/** Hears of what tasks throw; tickers and workers go on after it. */
@FunctionalInterface
public interface FailureHandler {
  /** Takes what a task threw, on the thread of the task. */
  void failed(String task, Throwable failure);
}
