package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a report puts what is known of a leaked thread. */
class LeakTextTest {
  private static String text(boolean isOfMaking) {
    return LeakText.of(
        new LeakedThread(
            "poller",
            7,
            "WAITING",
            "main",
            false,
            false,
            List.of(),
            List.of(new StackTraceElement("acme.Service", "start", "Service.java", 42)),
            isOfMaking,
            "ServiceTest.starts()",
            "",
            "a thread",
            null));
  }

  @Test
  void tellsTheStackThatStartedAThreadFromTheOneThatMadeIt() {
    assertThat(text(false))
        .contains("started by ServiceTest.starts() at\n       acme.Service.start(Service.java:42)");
    assertThat(text(true))
        .contains(
            "started by ServiceTest.starts(), made at\n       acme.Service.start(Service.java:42)");
  }
}
