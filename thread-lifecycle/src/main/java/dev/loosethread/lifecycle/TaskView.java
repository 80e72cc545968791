package dev.loosethread.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * A task as one look found it.
 *
 * @param name its name
 * @param state what it does
 * @param since when it was started
 * @param processed how many items, ticks, batches or changes it has been through, failed ones
 *     included
 * @param failures how many of them failed
 * @param lastFailure what the last of these threw
 */
public record TaskView(
    String name,
    State state,
    Instant since,
    long processed,
    long failures,
    Optional<Throwable> lastFailure) {
  /** What a task does. */
  public enum State {
    /** It was started and has not ended. */
    RUNNING,
    /** It was told to stop and has not ended. */
    STOPPING,
    /** It has ended. */
    ENDED
  }
}
