package dev.loosethread.leaks;

/** Where warnings go. */
final class Log {
  static final System.Logger LOG = System.getLogger("dev.loosethread.leaks");

  private Log() {}

  static void warn(String message) {
    LOG.log(System.Logger.Level.WARNING, message);
  }
}
