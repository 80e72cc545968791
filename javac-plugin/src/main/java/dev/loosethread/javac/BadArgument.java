package dev.loosethread.javac;

/** An argument of the plugin that makes no sense; the message says which and why, in one line. */
final class BadArgument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadArgument(String message) {
    super(message);
  }
}
