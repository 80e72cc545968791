package dev.loosethread.leaks;

import java.util.List;

/** Threads were left behind, or ended by an exception. */
public final class ThreadLeakError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final transient List<LeakedThread> leaks;

  ThreadLeakError(String message, List<LeakedThread> leaks) {
    super(message);
    this.leaks = List.copyOf(leaks);
  }

  /** The threads; empty if the error is about exceptions that ended threads. */
  public List<LeakedThread> leaks() {
    return leaks == null ? List.of() : leaks;
  }
}
