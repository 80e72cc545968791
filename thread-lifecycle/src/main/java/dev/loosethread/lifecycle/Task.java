package dev.loosethread.lifecycle;

/** Work that listens to a token. */
@FunctionalInterface
public interface Task {
  /**
   * Does the work; returns soon after the token is cancelled.
   *
   * @throws Exception whatever it likes to; it goes to the {@link FailureHandler}
   */
  void run(CancellationToken token) throws Exception;
}
