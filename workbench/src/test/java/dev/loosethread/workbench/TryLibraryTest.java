package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TryLibraryTest {
  private record Run(int exitCode, List<String> output, List<String> errors) {}

  private static Run run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      int exitCode = TryLibrary.run(List.of(arguments));
      return new Run(
          exitCode,
          output.toString(StandardCharsets.UTF_8).lines().toList(),
          errors.toString(StandardCharsets.UTF_8).lines().toList());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void whatIsNotACoordinateGetsOneLine() {
    assertThat(run("com.rabbitmq:amqp-client"))
        .isEqualTo(
            new Run(
                2,
                List.of(),
                List.of("error: not group:artifact:version: com.rabbitmq:amqp-client")));
    assertThat(run("a:b:c d").errors())
        .containsExactly("error: not group:artifact:version: a:b:c d");
  }

  @Test
  void oneThatDoesNotExistGetsALineAndTheNextIsTriedAllTheSame() {
    Run run = run("dev.loosethread:no-such-library:1", "com.jakewharton:disklrucache:2.0.2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains("error: dev.loosethread:no-such-library:1: no such library")
        .anyMatch(line -> line.startsWith("compiling 3 files with Error Prone "));
    assertThat(run.output())
        .containsExactly("", "com.jakewharton:disklrucache:2.0.2: 0 findings in 3 files");
  }
}
