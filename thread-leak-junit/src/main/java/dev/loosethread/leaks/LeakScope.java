package dev.loosethread.leaks;

/** How soon a thread must be gone. */
public enum LeakScope {
  /**
   * Threads that a test starts must be gone when it has ended, with all its extensions; those that
   * its class starts, when the class has.
   */
  TEST,
  /** Threads that a class or its tests start must be gone when the class has ended. */
  CLASS,
  /** All threads must be gone at the end of the test run, those of static initialisers included. */
  RUN,
  /** Nothing is checked. */
  NONE
}
