package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TryLibraryTest {

  @Test
  void whatIsNotACoordinateGetsOneLine() {
    assertFails("com.rabbitmq:amqp-client", "not group:artifact:version: com.rabbitmq:amqp-client");
    assertFails("a:b:c d", "not group:artifact:version: a:b:c d");
  }

  @Test
  void aLibraryThatDoesNotExistGetsOneLine() {
    assertFails(
        "dev.loosethread:no-such-library:1", "dev.loosethread:no-such-library:1: no such library");
  }

  private static void assertFails(String argument, String message) {
    PrintStream original = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int exitCode;
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      exitCode = TryLibrary.run(List.of(argument));
    } finally {
      System.setErr(original);
    }
    assertThat(exitCode).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("error: " + message);
  }
}
