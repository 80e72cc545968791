package dev.loosethread.leaks;

/** Knows who started which thread; one for the JVM. */
interface Tracking {
  /**
   * How a live platform thread came to be; {@link Start#UNKNOWN} if it started before the tracking.
   */
  Start startOf(long thread);

  /** A thread has begun with a scope. */
  void entered(Scope scope);

  /** A thread is done with a scope. */
  void left(Scope scope);

  /** What is in force; knows of nobody until {@link #begin} was called. */
  static Tracking current() {
    return TrackingSwitch.current;
  }

  /** Begins to record starts, if this JVM can and nobody did it before. */
  static void begin() {
    TrackingSwitch.begin();
  }
}
