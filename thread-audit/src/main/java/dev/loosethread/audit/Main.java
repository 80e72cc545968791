package dev.loosethread.audit;

import dev.loosethread.audit.text.VisibleText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code loosethread}. */
@Command(
    name = "loosethread",
    description = "Finds thread leaks in Java.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {AuditCommand.class, PatternCommand.class})
public final class Main {
  private Main() {}

  /** Prints the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"loosethread " + version()};
    }
  }

  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Runs the command and exits the JVM with its exit code.
   *
   * @param arguments see {@code loosethread --help}
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode;
    try {
      exitCode = run(out, err, arguments);
    } catch (OutOfMemoryError e) {
      error(err, "out of memory; give it more with java -Xmx, or use fewer --threads");
      exitCode = ExitCode.BAD_INPUT;
    }
    System.exit(exitCode);
  }

  /** Prints an error in one line. */
  static void error(PrintWriter err, String message) {
    err.println("error: " + VisibleText.of(message.strip()));
  }

  /** Prints a note in one line. */
  static void note(PrintWriter err, String message) {
    err.println("note: " + VisibleText.of(message.strip()));
  }

  /** Prints a hint in one line. */
  static void hint(PrintWriter err, String message) {
    err.println("hint: " + VisibleText.of(message.strip()));
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Main()).setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // One line, without the whole usage behind it.
    line.setParameterExceptionHandler(
        (e, given) -> {
          error(err, e.getMessage());
          return ExitCode.BAD_INPUT;
        });
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          error(err, e instanceof BadInput ? e.getMessage() : e.toString());
          return ExitCode.BAD_INPUT;
        });
    if (arguments.length == 0) {
      line.usage(err);
      return ExitCode.BAD_INPUT;
    }
    return line.execute(arguments);
  }
}
