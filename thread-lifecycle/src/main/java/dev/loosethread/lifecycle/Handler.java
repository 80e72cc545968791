package dev.loosethread.lifecycle;

/** What is done with an item of a queue, a batch or a file that changed. */
@FunctionalInterface
public interface Handler<T> {
  /**
   * Handles one.
   *
   * @throws Exception whatever it likes to; it goes to the {@link FailureHandler}
   */
  void handle(T item) throws Exception;
}
