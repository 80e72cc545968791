package dev.loosethread.leaks;

/**
 * Whether Flight Recorder's {@code jdk.ThreadStart} events are recorded, which tell where a thread
 * was started, and by which of several tests that run at the same time.
 */
public enum StartSites {
  /** From the first thread on that outlives its test, or two tests that run at the same time. */
  AUTO,
  /** From the beginning of the run. */
  ON,
  /** Never. */
  OFF
}
