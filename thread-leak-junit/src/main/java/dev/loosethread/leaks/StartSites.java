package dev.loosethread.leaks;

/**
 * Whether Flight Recorder's {@code jdk.ThreadStart} events are recorded. They tell for sure where a
 * thread was started, and by which of several tests that run at the same time; without them, that
 * is told as far as notes that threads inherit leave no doubt.
 */
public enum StartSites {
  /** Where tests run at the same time, or once there was a doubt. */
  AUTO,
  /** From the beginning of the run. */
  ON,
  /** Never. */
  OFF
}
