package dev.loosethread.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a task at one moment.
 *
 * @param name its name
 * @param state its state
 * @param since when it was started
 * @param processed how many items, ticks, batches or changes it has handled, including failed ones
 * @param failures how many of them failed
 * @param lastFailure the exception of the last failure
 */
public record TaskView(
    String name,
    State state,
    Instant since,
    long processed,
    long failures,
    Optional<Throwable> lastFailure) {
  /** The states of a task. */
  public enum State {
    /** It was started and has not ended. */
    RUNNING,
    /** It was cancelled and has not ended. */
    STOPPING,
    /** It has ended. */
    ENDED
  }
}
