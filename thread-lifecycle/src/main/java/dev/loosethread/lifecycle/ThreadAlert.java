package dev.loosethread.lifecycle;

/**
 * There are too many threads, or they become more and more.
 *
 * @param kind what happened
 * @param value the number of threads, or their growth in per cent an hour
 * @param limit what it was not to be above
 * @param sample the sample that showed it
 */
public record ThreadAlert(Kind kind, double value, double limit, ThreadSample sample) {
  /** What happened. */
  public enum Kind {
    /** There are more threads than the limit. */
    THRESHOLD,
    /** Over the whole window, the number grew by more than the limit. */
    GROWTH
  }
}
