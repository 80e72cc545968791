package dev.loosethread.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the output of javac line by line. */
public final class JavacOutput {
  private static final Pattern START =
      Pattern.compile(
          "(?<file>\\S.*\\.java):(?<line>\\d+): (?:(?<kind>warning|error): |Note: )"
              + "(?:\\[(?<check>[\\w.:-]+)\\] ?)?(?<message>.*)");

  private final StringBuilder text = new StringBuilder();
  private final List<Javac.Diagnostic> diagnostics = new ArrayList<>();
  private final Listener listener;
  private Javac.Diagnostic last;

  /** Receives the progress and the diagnostics of javac. */
  public interface Listener {
    Listener NONE = new Listener() {};

    /** Called for each diagnostic when all of its lines were read. */
    default void said(Javac.Diagnostic diagnostic) {}

    /** Called when a step of {@link CompilationSteps} is finished for a file for the first time. */
    default void did(CompilationSteps.Step step, Path file) {}
  }

  public JavacOutput(Listener listener) {
    this.listener = listener;
  }

  /** Processes the next line. */
  public void line(String line) {
    Optional<CompilationSteps.Done> done = CompilationSteps.parse(line);
    if (done.isPresent()) {
      flush();
      listener.did(done.get().step(), done.get().file());
      return;
    }
    text.append(line).append('\n');
    Matcher start = START.matcher(line);
    if (start.matches()) {
      flush();
      last =
          new Javac.Diagnostic(
              Path.of(start.group("file")),
              Integer.parseInt(start.group("line")),
              "error".equals(start.group("kind")),
              Optional.ofNullable(start.group("check")),
              start.group("message").strip(),
              false);
    } else if (last != null && line.startsWith("  Did you mean ")) {
      last = last.withFix();
    }
  }

  /** Processes the end of the output. */
  public Javac.Outcome end(int exitCode) {
    flush();
    return new Javac.Outcome(exitCode, text.toString(), diagnostics);
  }

  private void flush() {
    if (last != null) {
      Javac.Diagnostic whole = last;
      last = null;
      diagnostics.add(whole);
      listener.said(whole);
    }
  }
}
