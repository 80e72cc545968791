package dev.loosethread.leaks;

import java.util.List;

/** Threads were leaked, or an exception ended one. */
public final class ThreadLeakError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final transient List<LeakedThread> leaks;

  ThreadLeakError(String message, List<LeakedThread> leaks) {
    super(message);
    this.leaks = List.copyOf(leaks);
  }

  /** Returns the leaked threads; empty if the error is about exceptions that ended threads. */
  public List<LeakedThread> leaks() {
    return leaks == null ? List.of() : leaks;
  }
}
