package dev.loosethread.lifecycle;

/** Work that stops when its token is cancelled. */
@FunctionalInterface
public interface Task {
  /**
   * Does the work. Must return soon after the token is cancelled.
   *
   * @throws Exception if the work fails; the {@link FailureHandler} receives it
   */
  void run(CancellationToken token) throws Exception;
}
