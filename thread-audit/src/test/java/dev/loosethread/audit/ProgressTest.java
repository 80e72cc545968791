package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.engine.AuditStep;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while an audit runs. */
class ProgressTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  private Progress progress(Progress.Mode mode, int width) {
    return new Progress(new PrintWriter(err), mode, width);
  }

  private void run(Progress progress, int files) {
    progress.stage("resolving a");
    progress.detail("resolving the class path of core");
    progress.start("auditing " + files + " source files", files, files);
    for (int i = 0; i < files; i++) {
      progress.step(new AuditStep("core\u001b[2J", 1, i == 0 ? 1 : 0));
    }
    progress.end();
  }

  @Test
  void aLogGetsAFewWholeLines() {
    run(progress(Progress.Mode.LINES, 0), 1000);

    assertThat(err.toString().lines())
        .containsExactly(
            "loosethread: resolving a",
            "loosethread: auditing 1000 source files",
            "loosethread: 25 % done, 1 finding",
            "loosethread: 50 % done, 1 finding",
            "loosethread: 75 % done, 1 finding");
    assertThat(err.toString()).doesNotContain("\r");
  }

  @Test
  void aSmallAuditIsTwoLines() {
    run(progress(Progress.Mode.LINES, 0), 10);

    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void aTerminalHasOneLineThatIsGoneAtTheEnd() {
    run(progress(Progress.Mode.LIVE, 50), 10);

    assertThat(err.toString()).doesNotContain("\n", "\u001b");
    String[] drawn = err.toString().split("\r");
    assertThat(drawn)
        .contains("resolving the class path of core")
        .anyMatch(line -> line.startsWith("[##                  ]  10 %, 1 of 10 files, 1 "))
        .allMatch(line -> line.length() < 50);
    assertThat(drawn[drawn.length - 1]).isBlank();
    assertThat(err.toString()).endsWith("\r");
    assertThat(Arrays.stream(drawn).distinct()).hasSizeLessThan(20);
  }

  @Test
  void silenceIsKept() {
    run(progress(Progress.Mode.SILENT, 0), 1000);

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theCommandTellsOnStandardErrorUnlessItIsQuiet() {
    Audited.write(folder, "A.java", "class A { void go() { new Thread(() -> {}).start(); } }");
    StringWriter out = new StringWriter();

    Main.run(new PrintWriter(out), new PrintWriter(err), "audit", folder.toString(), "--json", "-");

    assertThat(err.toString().lines())
        .containsExactly(
            "loosethread: resolving " + folder, "loosethread: auditing 1 source file of 1 module");
    assertThat(out.toString()).startsWith("{");

    err.getBuffer().setLength(0);
    Main.run(new PrintWriter(out), new PrintWriter(err), "audit", folder.toString(), "--quiet");
    assertThat(err.toString()).isEmpty();
  }
}
