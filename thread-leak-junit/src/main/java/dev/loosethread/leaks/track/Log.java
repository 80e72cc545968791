package dev.loosethread.leaks.track;

/** The logger of the leak check. */
public final class Log {
  private static final System.Logger LOGGER = System.getLogger("dev.loosethread.leaks");

  private Log() {}

  /** Logs a message for the user. */
  public static void warn(String message) {
    LOGGER.log(System.Logger.Level.WARNING, message);
  }

  /** Logs a failure that makes a report less precise and nothing worse. */
  static void debug(String message, Throwable failure) {
    LOGGER.log(System.Logger.Level.DEBUG, message, failure);
  }
}
