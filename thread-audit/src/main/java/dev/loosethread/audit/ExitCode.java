package dev.loosethread.audit;

/** The exit codes of the command. */
final class ExitCode {
  static final int DONE = 0;

  /** A launch is as bad as {@code --fail-on} says, or worse. */
  static final int FOUND = 1;

  /** Something could not be read or written; the rest was audited. */
  static final int BAD_INPUT = 2;

  private ExitCode() {}
}
