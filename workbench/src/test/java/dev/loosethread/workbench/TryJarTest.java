package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryJarTest {
  @TempDir Path work;

  private record Run(int exitCode, String output, String errors) {}

  private static Run run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      int exitCode = TryJar.run(List.of(arguments));
      return new Run(
          exitCode,
          output.toString(StandardCharsets.UTF_8),
          errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void whatIsNoJarGetsOneLine() throws Exception {
    Path text = Files.writeString(work.resolve("a.txt"), "no jar");

    assertThat(run("missing.jar"))
        .isEqualTo(new Run(1, "", "error: no such file: missing.jar" + System.lineSeparator()));
    assertThat(run(text.toString()).errors().lines()).containsExactly("error: not a jar: " + text);
    assertThat(run().errors().lines()).hasSize(1);
  }

  @Test
  void ownDetectorsAreReadAndSilent() {
    Run own = run(Build.detectors().toString());

    assertThat(own.exitCode()).isZero();
    assertThat(own.output()).contains("  0 findings in ").contains("0 could not be followed");
  }
}
