package dev.loosethread.audit;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells which of the standard streams are terminals. */
enum Terminal {
  OUT(1),
  ERR(2);

  /** Set by whoever starts the JVM and can tell: the numbers of the streams that are terminals. */
  private static final String PROPERTY = "loosethread.terminals";

  private final int descriptor;

  Terminal(int descriptor) {
    this.descriptor = descriptor;
  }

  boolean isShown() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return told.contains(Integer.toString(descriptor));
    }
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // Not on Linux.
      return isConsole();
    }
  }

  /** Returns whether both standard input and standard output are one. */
  @SuppressWarnings("SystemConsoleNull") // It is null up to JDK 21; the code below handles both.
  private static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console always, and this method to tell (Console javadoc).
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
