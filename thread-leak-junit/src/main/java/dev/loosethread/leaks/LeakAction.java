package dev.loosethread.leaks;

/** What becomes of a leak. */
public enum LeakAction {
  /** It fails the test, class or run that made it. */
  FAIL,
  /** It is logged as a warning, by {@link System.Logger} {@code dev.loosethread.leaks}. */
  WARN,
  /** As {@link #FAIL}, and the leaked threads are interrupted; the report says which ended. */
  INTERRUPT
}
