package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalReleaseDeletedTest {
  private static final String START =
      """
      import java.util.*;
      import java.util.concurrent.*;
      class Sample {
        private ExecutorService kept;
        ExecutorService getPool() { return kept; }
      """;

  @Test
  void deletesAllReleasesOfWhatTheMethodHasCreated() {
    Mutation mutation =
        Mutation.single(
            new LocalReleaseDeleted(),
            START
                + """
                void once() {
                  Timer timer;
                  timer = new Timer();
                  try {
                    hashCode();
                  } finally {
                    timer.cancel();
                  }
                  Runnable stop = () -> timer.cancel();
                }
                }
                """);
    assertThat(mutation.changed()).containsExactly(";", "Runnable stop = () -> {};");
    assertThat(mutation.isAnchoredAt("Timer timer;")).isTrue();
    assertThat(mutation.isAnchoredAt("timer = new")).isTrue();
    assertThat(mutation.isAnchoredAt("void once")).isTrue();
    assertThat(mutation.isAnchoredAt("hashCode")).isFalse();
  }

  @Test
  void takesAFactoryForACreation() {
    assertThat(
            find("ExecutorService own = Executors.newCachedThreadPool(); own.shutdown();")
                .get(0)
                .changed())
        .containsExactly(
            "void once() { ExecutorService own = Executors.newCachedThreadPool(); ; }");
  }

  @Test
  void leavesWhatOthersOwnAlone() {
    assertThat(find("ExecutorService got = getPool(); got.shutdown();")).isEmpty();
    assertThat(find("Thread me = Thread.currentThread(); me.interrupt();")).isEmpty();
    assertThat(find("ExecutorService alias = kept; alias.shutdown();")).isEmpty();
    assertThat(
            find(
                "ExecutorService own = Executors.newCachedThreadPool();"
                    + " if (kept == null) kept = own; else own.shutdown();"))
        .isEmpty();
  }

  private static List<Mutation> find(String body) {
    return Mutation.of(new LocalReleaseDeleted(), START + "void once() { " + body + " }\n}\n");
  }
}
