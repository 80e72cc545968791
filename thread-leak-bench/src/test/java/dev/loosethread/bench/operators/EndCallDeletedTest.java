package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndCallDeletedTest {
  private static final String START =
      """
      import java.util.concurrent.*;
      class Sample extends Base {
        private final ExecutorService pool = Executors.newCachedThreadPool();
      """;
  private static final String END =
      """
      }
      class Base {
        private final Thread worker = new Thread(() -> {});
        void stop() { worker.interrupt(); }
      }
      """;

  @Test
  void deletesTheCallOfTheMethodThatReleases() {
    Mutation mutation =
        Mutation.single(
            new EndCallDeleted(),
            START
                + """
                public void close() {
                  this.stopPool();
                }
                private void stopPool() {
                  pool.shutdown();
                }
                """
                + END);
    assertThat(mutation.changed()).containsExactly(";");
    assertThat(mutation.isAnchoredAt("private final ExecutorService pool")).isTrue();
    assertThat(mutation.isAnchoredAt("void close")).isTrue();
    assertThat(mutation.isAnchoredAt("private void stopPool")).isTrue();
  }

  @Test
  void deletesTheCallOfTheSuperclass() {
    Mutation mutation =
        Mutation.single(new EndCallDeleted(), START + "void stop() { super.stop(); }\n" + END);
    assertThat(mutation.changed()).containsExactly("void stop() { ; }");
  }

  @Test
  void leavesAMethodThatOthersMayCall() {
    assertThat(
            Mutation.of(
                new EndCallDeleted(),
                START + "void close() { end(); } public void end() { pool.shutdown(); }\n" + END))
        .isEmpty();
    assertThat(
            Mutation.of(
                new EndCallDeleted(),
                START
                    + "void close() { end(); } void end() { pool.shutdown(); }"
                    + " void work() { end(); }\n"
                    + END))
        .isEmpty();
  }

  @Test
  void leavesCallsThatReleaseNothing() {
    assertThat(
            Mutation.of(
                new EndCallDeleted(),
                "class Sample extends Other { void close() { super.close(); stopIt(); }"
                    + " void stopIt() {} }\n class Other { int n; void close() {} }\n"))
        .isEmpty();
  }
}
