package dev.loosethread.leaks;

/** The reaction to a leak. */
public enum LeakAction {
  /** It fails the test, class or run that leaked the thread. */
  FAIL,
  /** It is logged as a warning by the {@link System.Logger} {@code dev.loosethread.leaks}. */
  WARN,
  /** Like {@link #FAIL}, and the leaked threads are interrupted; the report says which ended. */
  INTERRUPT
}
