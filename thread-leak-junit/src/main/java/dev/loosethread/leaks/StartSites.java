package dev.loosethread.leaks;

/**
 * When the {@code jdk.ThreadStart} events of Flight Recorder are recorded. They tell where a thread
 * was started, and by which of several tests that run at the same time. Without them, notes that
 * threads inherit tell it if they are unambiguous.
 */
public enum StartSites {
  /** If tests run at the same time, or once a start was unknown. */
  AUTO,
  /** From the beginning of the run. */
  ON,
  /** Never. */
  OFF
}
