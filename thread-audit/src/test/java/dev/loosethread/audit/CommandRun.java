package dev.loosethread.audit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run of the command, in this JVM. */
record CommandRun(int exitCode, String output, String errors) {

  static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("audit", "--strict", "--offline"));
    Arrays.stream(arguments).map(Object::toString).forEach(all::add);
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  List<String> errorLines() {
    return errors.lines().toList();
  }
}
