package dev.loosethread.leaks;

/** When threads must have ended. */
public enum LeakScope {
  /**
   * Threads of a test must have ended when the test and its extensions have; threads of the class,
   * when the class has.
   */
  TEST,
  /** Threads of a class and its tests must have ended when the class has. */
  CLASS,
  /** All threads must have ended when the run has, those of static initializers included. */
  RUN,
  /** Nothing is checked. */
  NONE
}
