package dev.loosethread.leaks;

/** The reaction to an exception that ends a background thread. */
public enum UncaughtAction {
  /** It fails the test, class or run that the thread belongs to. */
  FAIL,
  /** It is logged as a warning by the {@link System.Logger} {@code dev.loosethread.leaks}. */
  WARN,
  /** It is left to the JVM alone. */
  IGNORE
}
