package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckFailuresTest {
  @Test
  void aCrashOfErrorProneIsToldWithTheCheckThatItNames() {
    assertThat(
            CheckFailures.in(
                """
                A.java:3: warning: [UnguardedStart] two calls start two threads
                B.java:7: error: An unhandled exception was thrown by the Error Prone static analysis plugin.
                    void run() {
                         ^
                     Please report this.
                     BugPattern: UnownedThread
                     Stack Trace:
                """))
        .containsExactly(
            "B.java:7: error: An unhandled exception was thrown by the Error Prone static analysis plugin. (UnownedThread)");
  }

  @Test
  void aFileThatOurOwnChecksGiveUpIsToldToo() {
    assertThat(
            CheckFailures.in(
                "A.java:1: warning: Loosethread could not analyse this file, please report it: e\n"))
        .containsExactly(
            "A.java:1: warning: Loosethread could not analyse this file, please report it: e");
  }
}
