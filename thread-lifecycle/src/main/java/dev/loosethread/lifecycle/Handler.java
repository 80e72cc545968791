package dev.loosethread.lifecycle;

/** Handles an item of a queue, a batch of items or a changed file. */
@FunctionalInterface
public interface Handler<T> {
  /**
   * Handles an item.
   *
   * @throws Exception if it fails; the {@link FailureHandler} receives it
   */
  void handle(T item) throws Exception;
}
