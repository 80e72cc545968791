package dev.loosethread.lifecycle;

/**
 * There are too many threads, or their number keeps growing.
 *
 * @param kind what was exceeded
 * @param value the number of threads, or their growth in percent per hour
 * @param limit the limit that the value exceeds
 * @param sample the sample that triggered the alert
 */
public record ThreadAlert(Kind kind, double value, double limit, ThreadSample sample) {
  /** The kinds of limits. */
  public enum Kind {
    /** The number of threads. */
    THRESHOLD,
    /** The growth of the number of threads over the whole window. */
    GROWTH
  }
}
