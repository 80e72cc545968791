package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfFinallyTest {
  private static final String START =
      """
      import java.util.concurrent.*;
      class Sample {
        private final CountDownLatch done = new CountDownLatch(1);
        private final Semaphore permits = new Semaphore(1);
        void work(Executor on) {}
        int result(Executor on) { return 1; }
      """;

  @Test
  void movesTheReleaseBehindTheTryStatement() {
    Mutation mutation =
        single(
            new ReleaseOutOfFinally(),
            """
            void once() {
              ExecutorService own = Executors.newCachedThreadPool();
              try {
                work(own);
              } finally {
                own.shutdown();
              }
            }
            """);
    assertThat(mutation.changed()).containsExactly("{", "}  {");
    assertThat(mutation.isAnchoredAt("ExecutorService own")).isTrue();
    assertThat(mutation.isAnchoredAt("own.shutdown()")).isTrue();
    assertThat(mutation.isAnchoredAt("void once")).isTrue();
  }

  @Test
  void keepsTheTryStatementForItsCatchClauses() {
    Mutation mutation =
        single(
            new ReleaseOutOfFinally(),
            """
            void once() {
              ExecutorService own = Executors.newCachedThreadPool();
              try {
                work(own);
              } catch (IllegalStateException e) {
                work(null);
              } finally {
                own.shutdown();
              }
            }
            """);
    assertThat(mutation.changed()).containsExactly("}  {");
  }

  @Test
  void releasesBeforeTheReturnThatNothingComesBehind() {
    Mutation mutation =
        single(
            new ReleaseOutOfFinally(),
            """
            int once() {
              ExecutorService own = Executors.newCachedThreadPool();
              try {
                return result(own);
              } finally {
                own.shutdown();
              }
            }
            """);
    assertThat(mutation.changed())
        .containsExactly(
            "{",
            "final int returned = result(own); { own.shutdown(); } return returned;",
            "}",
            "",
            "");
  }

  @Test
  void leavesOtherFinallyBlocksAlone() {
    assertThat(
            of(
                new ReleaseOutOfFinally(),
                """
                void once() {
                  ExecutorService own = Executors.newCachedThreadPool();
                  try { work(own); } finally { work(null); }
                  own.shutdown();
                }
                """))
        .isEmpty();
  }

  @Test
  void movesTheCountDownOfALatch() {
    Mutation mutation =
        single(
            new CountDownOutOfFinally(),
            "void once() {\n try { work(null); } finally { done.countDown(); }\n }");
    assertThat(mutation.changed()).containsExactly("{ work(null); }  { done.countDown(); }");
    assertThat(mutation.isAnchoredAt("CountDownLatch done")).isTrue();
    assertThat(mutation.isAnchoredAt("done.countDown()")).isTrue();
  }

  @Test
  void movesTheReleaseOfAPermit() {
    assertThat(
            single(
                    new CountDownOutOfFinally(),
                    "Runnable once() {\n return () -> {\n"
                        + "try { work(null); } finally { permits.release(); }\n }; }")
                .changed())
        .containsExactly("{ work(null); }  { permits.release(); }");
  }

  @Test
  void leavesCountDownsElsewhereAlone() {
    assertThat(
            of(
                new CountDownOutOfFinally(),
                """
                void once() {
                  try { done.countDown(); } finally { work(() -> done.countDown()); }
                }
                void work(Runnable later) {}
                """))
        .isEmpty();
  }

  private static Mutation single(Operator operator, String member) {
    return Mutation.single(operator, START + member + "\n}\n");
  }

  private static List<Mutation> of(Operator operator, String member) {
    return Mutation.of(operator, START + member + "\n}\n");
  }
}
