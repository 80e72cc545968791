package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatchOperatorsTest {
  private static final String PERIODIC =
      """
      class Poller {
        ScheduledExecutorService pool;

        void start() {
          pool.scheduleAtFixedRate(() -> {
            try {
              poll();
            } catch (RuntimeException e) {
              System.err.println(e);
            }
          }, 1, 1, TimeUnit.SECONDS);
        }

        void poll() {}
      }
      """;
  private static final String WORKER =
      """
      class Worker implements Runnable {
        volatile boolean running = true;

        public void run() {
          while (running) {
            try {
              work();
            } catch (Exception e) {
              System.err.println(e);
            }
          }
        }

        void work() {}
      }
      """;

  private final Operator periodic = new PeriodicCatchDeleted();
  private final Operator worker = new WorkerCatchDeleted();

  private static String open(String source, String type) {
    return source
        .replace("try {", "{")
        .replaceAll(" catch \\(" + type + " e\\) \\{\n.*\n *}", " \n\n");
  }

  @Test
  void aPeriodicTaskLetsExceptionsOut() {
    assertThat(Mutants.of(periodic, PERIODIC)).containsExactly(open(PERIODIC, "RuntimeException"));
    assertThat(Mutants.anchored(periodic, PERIODIC))
        .contains("pool.scheduleAtFixedRate(() -> {", "try {", "}, 1, 1, TimeUnit.SECONDS);")
        .doesNotContain("void poll() {}");
  }

  @Test
  void aTaskMayBeAnObjectAMethodOrAVariable() {
    String body = "{ try { poll(); } catch (Throwable t) { } }";
    String source =
        """
        class Poller {
          ScheduledExecutorService pool;
          Timer timer;
          final Runnable kept = () -> BODY;

          void start() {
            pool.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
            pool.scheduleWithFixedDelay(kept, 1, 1, TimeUnit.SECONDS);
            pool.scheduleWithFixedDelay(kept, 2, 2, TimeUnit.SECONDS);
            pool.scheduleWithFixedDelay(new Task(), 1, 1, TimeUnit.SECONDS);
            timer.schedule(new TimerTask() { public void run() BODY }, 1, 1);
            timer.schedule(new TimerTask() { public void run() BODY }, 1);
            pool.schedule(() -> BODY, 1, TimeUnit.SECONDS);
          }

          void tick() BODY

          class Task implements Runnable { public void run() BODY }

          void poll() {}
        }
        """
            .replace("BODY", body);
    assertThat(Mutants.of(periodic, source)).hasSize(4);
  }

  @Test
  void whatHasToBeCaughtStillIs() {
    String source = PERIODIC.replace("poll() {}", "poll() throws java.io.IOException {}");
    source = source.replace("RuntimeException", "Exception");
    assertThat(Mutants.of(periodic, source))
        .containsExactly(source.replace("(Exception", "(java.io.IOException"));
    String both = source.replace("poll();", "poll(); Thread.sleep(1);");
    assertThat(Mutants.of(periodic, both))
        .containsExactly(
            both.replace("(Exception", "(java.io.IOException | java.lang.InterruptedException"));
    String other = both.replace("catch (E", "catch (InterruptedException e) { } catch (E");
    assertThat(Mutants.of(periodic, other))
        .containsExactly(other.replace("(Exception", "(java.io.IOException"));
  }

  @Test
  void otherClausesAndFinallyStay() {
    String source = PERIODIC.replace("catch (R", "catch (IllegalStateException e) { } catch (R");
    assertThat(Mutants.of(periodic, source))
        .containsExactly(
            open(source, "RuntimeException").replace("> {\n      {", "> {\n      try {"));
    String last = PERIODIC.replace("}, 1, 1", "  finally { poll(); } }, 1, 1");
    assertThat(Mutants.of(periodic, last))
        .hasSize(1)
        .first()
        .asString()
        .contains("try {", "finally");
  }

  @Test
  void clausesThatThrowOrGuardLittleAreLeft() {
    assertThat(Mutants.of(periodic, PERIODIC.replace("System.err.println(e)", "throw e")))
        .isEmpty();
    String small = PERIODIC.replace("try {", "poll();".repeat(20) + " try {");
    assertThat(Mutants.of(periodic, small)).isEmpty();
    assertThat(Mutants.of(periodic, PERIODIC.replace("RuntimeE", "IllegalStateE"))).isEmpty();
  }

  @Test
  void theLoopOfAWorkerLetsExceptionsOut() {
    assertThat(Mutants.of(worker, WORKER)).containsExactly(open(WORKER, "Exception"));
    assertThat(Mutants.anchored(worker, WORKER))
        .contains("public void run() {", "while (running) {", "try {")
        .doesNotContain("void work() {}");
  }

  @Test
  void aWorkerMayBeALambdaOrAMethod() {
    String source =
        """
        class Workers {
          void start(ExecutorService pool, ThreadFactory factory) {
            new Thread(() -> { for (;;) { try { work(); } catch (Exception e) { } } });
            pool.submit(this::loop);
            factory.newThread(this::loop);
          }

          void loop() {
            do { try { work(); } catch (Throwable t) { } } while (!Thread.interrupted());
          }

          void unused() {
            while (true) { try { work(); } catch (Exception e) { } }
          }

          void work() {}
        }
        """;
    assertThat(Mutants.of(worker, source)).hasSize(2);
  }

  @Test
  void loopsThatEndOrAreSavedAreLeft() {
    assertThat(Mutants.of(worker, WORKER.replace("System.err.println(e)", "return"))).isEmpty();
    assertThat(Mutants.of(worker, WORKER.replace("System.err.println(e)", "break"))).isEmpty();
    assertThat(Mutants.of(worker, WORKER.replace("(running)", "(hashCode() > 0)"))).isEmpty();
    assertThat(Mutants.of(worker, WORKER.replace("implements Runnable ", ""))).isEmpty();
    String saved =
        WORKER
            .replace("while (running)", "while (running) try { while (running)")
            .replace("\n  }\n\n  void work", " catch (Exception e) { }\n  }\n\n  void work");
    saved = saved.replace("    } catch (Exception e) { }\n", "    } } catch (Exception e) { }\n");
    assertThat(Mutants.of(worker, saved)).hasSize(1);
  }
}
