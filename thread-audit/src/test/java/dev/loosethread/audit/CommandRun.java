package dev.loosethread.audit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One run of the command, in this JVM.
 *
 * @param errors what it says on standard error, without what it tells of its progress
 */
record CommandRun(int exitCode, String output, String errors) {
  private static final String STAGE = "loosethread: ";

  static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("audit", "--strict", "--offline"));
    Arrays.stream(arguments).map(Object::toString).forEach(all::add);
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    String errors =
        err.toString()
            .lines()
            .filter(line -> !line.startsWith(STAGE))
            .map(line -> line + System.lineSeparator())
            .collect(Collectors.joining());
    return new CommandRun(exitCode, out.toString(), errors);
  }

  List<String> errorLines() {
    return errors.lines().toList();
  }
}
