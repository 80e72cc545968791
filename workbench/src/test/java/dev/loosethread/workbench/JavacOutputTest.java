package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavacOutputTest {
  private final List<String> heard = new ArrayList<>();
  private final JavacOutput output =
      new JavacOutput(
          new JavacOutput.Listener() {
            @Override
            public void said(Javac.Diagnostic diagnostic) {
              heard.add(
                  "%s:%d %s %s %s"
                      .formatted(
                          diagnostic.file(),
                          diagnostic.line(),
                          diagnostic.error() ? "error" : "warning",
                          diagnostic.check().orElse("-"),
                          diagnostic.hasFix() ? "fix" : "no fix"));
            }

            @Override
            public void did(CompilationSteps.Step step, Path file) {
              heard.add(step + " " + file);
            }
          });

  private void lines(String... lines) {
    for (String line : lines) {
      output.line(line);
    }
  }

  @Test
  void aFindingIsHeardOfAsSoonAsItIsWhole() {
    lines("/s/A.java:3: warning: [TimerNotCancelled] ticks is never cancelled", "    Timer ticks;");
    assertThat(heard).isEmpty();

    lines("          ^", "    (see docs)", "  Did you mean 'ticks.cancel();'?");
    lines("/s/B.java:9: warning: [UnownedThread] no reference to it is kept");
    assertThat(heard).containsExactly("/s/A.java:3 warning TimerNotCancelled fix");

    lines("    new Thread(this).start();", "\u0001CHECKED /s/B.java");
    assertThat(heard)
        .containsExactly(
            "/s/A.java:3 warning TimerNotCancelled fix",
            "/s/B.java:9 warning UnownedThread no fix",
            "CHECKED /s/B.java");
  }

  @Test
  void theLastOneIsHeardOfAtTheEnd() {
    lines("/s/A.java:3: error: cannot find symbol", "  symbol: class Missing");

    Javac.Outcome outcome = output.end(1);

    assertThat(heard).containsExactly("/s/A.java:3 error - no fix");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.languageErrors()).hasSize(1);
    assertThat(outcome.output()).endsWith("  symbol: class Missing\n");
  }

  @Test
  void codeThatLooksLikeADiagnosticIsNone() {
    lines(
        "/s/A.java:3: warning: [TimerNotCancelled] ticks is never cancelled",
        "    // see Log.java:12: error: the disk is full",
        "    throw new Error(\"Log.java:12: wrong\");");

    assertThat(output.end(0).diagnostics())
        .containsExactly(
            new Javac.Diagnostic(
                Path.of("/s/A.java"),
                3,
                false,
                Optional.of("TimerNotCancelled"),
                "ticks is never cancelled",
                false));
  }

  @Test
  void stepsAreNoPartOfTheOutput() {
    lines("\u0001READ /s/a b/A.java", "Note: /s/a b/A.java uses unchecked or unsafe operations.");

    assertThat(heard).containsExactly("READ /s/a b/A.java");
    assertThat(output.end(0).output())
        .isEqualTo("Note: /s/a b/A.java uses unchecked or unsafe operations.\n");
  }
}
