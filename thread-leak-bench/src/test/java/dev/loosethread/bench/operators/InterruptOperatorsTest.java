package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptOperatorsTest {
  private static final String LOOP =
      """
      class Worker {
        volatile boolean running = true;

        void run() {
          while (running) {
            try {
              Thread.sleep(1);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return;
            }
          }
        }
      }
      """;

  private final Operator returnDeleted = new ReturnAfterInterruptDeleted();
  private final Operator checkDeleted = new InterruptionCheckDeleted();

  @Test
  void theLoopGoesOnAfterAnInterrupt() {
    assertThat(Mutants.of(returnDeleted, LOOP)).containsExactly(LOOP.replace("return;", ""));
    String broken = LOOP.replace("return;", "break;");
    assertThat(Mutants.of(returnDeleted, broken)).containsExactly(broken.replace("break;", ""));
    String thrown = LOOP.replace("return;", "throw new IllegalStateException(e);");
    assertThat(Mutants.of(returnDeleted, thrown)).hasSize(1);
    String labelled = LOOP.replace("while", "all: while").replace("return;", "break all;");
    assertThat(Mutants.of(returnDeleted, labelled)).hasSize(1);
    String several = LOOP.replace("(Interrupted", "(IllegalStateException | Interrupted");
    assertThat(Mutants.of(returnDeleted, several)).hasSize(1);
  }

  @Test
  void anchorsAreTheLoopTheTryAndTheMethod() {
    assertThat(Mutants.anchored(returnDeleted, LOOP))
        .contains("void run() {", "while (running) {", "try {", "return;")
        .doesNotContain("volatile boolean running = true;");
  }

  @Test
  void whatEndsTheLoopAnywayIsLeft() {
    assertThat(Mutants.of(returnDeleted, LOOP.replace("return;", "running = false; return;")))
        .isEmpty();
    String asking = "while (!Thread.currentThread().isInterrupted())";
    assertThat(Mutants.of(returnDeleted, LOOP.replace("while (running)", asking))).isEmpty();
  }

  @Test
  void onlyOpenLoopsAndInterruptsCount() {
    String counted = LOOP.replace("while (running)", "for (int i = 0; i < 3; i++)");
    assertThat(Mutants.of(returnDeleted, counted)).isEmpty();
    String other = LOOP.replace("catch (Int", "catch (RuntimeException e) { return; } catch (Int");
    assertThat(Mutants.of(returnDeleted, other)).hasSize(1);
    assertThat(Mutants.of(returnDeleted, LOOP.replace("return;", "continue;"))).isEmpty();
    String inSwitch =
        LOOP.replace("try {", "switch (1) { default: try {")
            .replace("return;\n      }", "break; } }");
    assertThat(Mutants.of(returnDeleted, inSwitch)).isEmpty();
    String caught =
        LOOP.replace("try {", "try { try {")
            .replace("return;", "throw new IllegalStateException(e); }")
            .replace("}\n    }\n", "} catch (RuntimeException e) { }\n    }\n");
    assertThat(Mutants.of(returnDeleted, caught)).isEmpty();
  }

  @Test
  void aConditionForgetsTheInterrupt() {
    String source =
        """
        class Worker extends Thread {
          boolean running = true;

          public void run() {
            while (running && !Thread.currentThread().isInterrupted()) {
              Thread.onSpinWait();
            }
          }
        }
        """;
    assertThat(Mutants.of(checkDeleted, source))
        .containsExactly(source.replace("!Thread.currentThread().isInterrupted()", "true"));
    assertThat(Mutants.anchored(checkDeleted, source))
        .containsExactly(
            "public void run() {",
            "while (running && !Thread.currentThread().isInterrupted()) {",
            "Thread.onSpinWait();");
    String alternative = source.replace("&&", "||");
    assertThat(Mutants.of(checkDeleted, alternative)).isEmpty();
  }

  @Test
  void whatFollowsTheLoopStaysReachable() {
    String source =
        """
        class Worker extends Thread {
          public void run() {
            while (!isInterrupted()) {
              Thread.onSpinWait();
            }
            System.out.println();
          }
        }
        """;
    assertThat(Mutants.of(checkDeleted, source))
        .containsExactly(source.replace("!isInterrupted()", "Boolean.TRUE"));
  }

  @Test
  void aCheckInsideOfALoopGoes() {
    String source =
        """
        class Worker {
          boolean closed;

          void run() {
            for (;;) {
              if (Thread.interrupted()) {
                break;
              }
            }
          }
        }
        """;
    assertThat(Mutants.of(checkDeleted, source))
        .containsExactly(
            source.replace(
                """
                      if (Thread.interrupted()) {
                        break;
                      }
                """,
                "      \n\n\n"));
    String more = source.replace("(Thread.interrupted())", "(closed || Thread.interrupted())");
    assertThat(Mutants.of(checkDeleted, more))
        .containsExactly(more.replace("Thread.interrupted()", "false"));
    assertThat(Mutants.of(checkDeleted, source.replace("(;;)", "(int i = 0; i < 3; i++)")))
        .isEmpty();
    assertThat(Mutants.of(checkDeleted, source.replace("break;", "closed = true;"))).isEmpty();
  }
}
