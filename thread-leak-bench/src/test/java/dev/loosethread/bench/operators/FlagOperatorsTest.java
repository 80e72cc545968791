package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlagOperatorsTest {
  private static final String WORKER =
      """
      class Worker extends Thread {
        private volatile boolean running = true;

        @Override
        public void run() {
          while (running) {
            work();
          }
        }

        void close() {
          running = false;
        }

        void work() {}
      }
      """;

  private final Operator volatileDropped = new VolatileDropped();
  private final Operator writeDeleted = new FlagWriteDeleted();

  @Test
  void volatileGoesFromAFlagThatALoopPolls() {
    assertThat(Mutants.of(volatileDropped, WORKER))
        .containsExactly(WORKER.replace("volatile ", ""));
  }

  @Test
  void anchorsAreTheFlagAndItsLoops() {
    assertThat(Mutants.anchored(volatileDropped, WORKER))
        .containsExactly(
            "private volatile boolean running = true;", "while (running) {", "work();");
  }

  @Test
  void whereALoopBeginsToDoSomethingIsAnAnchorToo() {
    String source =
        WORKER.replace("work();\n", "try {\n        work();\n      } finally {\n      }\n");

    assertThat(Mutants.anchored(volatileDropped, source))
        .contains("work();")
        .doesNotContain("try {", "} finally {");
  }

  @Test
  void volatileGoesFromAFlagThatLeavesALoop() {
    String source =
        """
        class Worker implements Runnable {
          /* volatile */ @Deprecated volatile
          boolean done, unused;

          public void run() {
            for (;;) {
              if (done == true) break;
            }
          }

          void stop() {
            this.done = true;
          }
        }
        """;
    assertThat(Mutants.of(volatileDropped, source))
        .containsExactly(source.replace("@Deprecated volatile", "@Deprecated "));
  }

  @Test
  void volatileStaysWhereNoLoopPollsOrNobodyElseWrites() {
    assertThat(Mutants.of(volatileDropped, WORKER.replace("while (running)", "if (running)")))
        .isEmpty();
    assertThat(Mutants.of(volatileDropped, WORKER.replace("running = false;", ""))).isEmpty();
    assertThat(Mutants.of(volatileDropped, WORKER.replace("volatile ", ""))).isEmpty();
    assertThat(Mutants.of(volatileDropped, WORKER.replace("void close()", "Worker()"))).isEmpty();
  }

  @Test
  void theOnlyWriteThatEndsTheLoopGoes() {
    assertThat(Mutants.of(writeDeleted, WORKER))
        .containsExactly(WORKER.replace("running = false;", ""));
    assertThat(Mutants.anchored(writeDeleted, WORKER))
        .containsExactly(
            "private volatile boolean running = true;",
            "while (running) {",
            "work();",
            "void close() {",
            "running = false;");
  }

  @Test
  void theWriteOfAnAtomicFlagGoes() {
    String source =
        """
        class Worker implements Runnable {
          private final AtomicBoolean stopped = new AtomicBoolean();

          public void run() {
            do {
              if (stopped.get()) {
                return;
              }
            } while (true);
          }

          void stop(boolean now) {
            if (now) stopped.set(true);
          }
        }
        """;
    assertThat(Mutants.of(writeDeleted, source))
        .containsExactly(source.replace("stopped.set(true);", ";"));
    assertThat(Mutants.of(writeDeleted, source.replace("set(true)", "compareAndSet(false, true)")))
        .hasSize(1);
    assertThat(Mutants.of(writeDeleted, source.replace("set(true)", "set(false)"))).isEmpty();
  }

  @Test
  void theWriteStaysIfThereIsAnotherOneOrNoEndMethod() {
    String other = "void work() { running = false; }";
    assertThat(Mutants.of(writeDeleted, WORKER.replace("void work() {}", other))).isEmpty();
    String unknown = "void work() { running = isAlive(); }";
    assertThat(Mutants.of(writeDeleted, WORKER.replace("void work() {}", unknown))).isEmpty();
    assertThat(Mutants.of(writeDeleted, WORKER.replace("void close()", "void pause()"))).isEmpty();
    assertThat(Mutants.of(writeDeleted, WORKER.replace("while (running)", "while (!running)")))
        .isEmpty();
  }

  @Test
  void writesOfConstructorsDoNotEndALoop() {
    String source =
        WORKER.replace("void work() {}", "void work() {} Worker() { running = false; }");
    assertThat(Mutants.of(writeDeleted, source)).hasSize(1);
  }
}
