package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartGuardOperatorsTest {
  private static final String ATOMIC =
      """
      class Service {
        final AtomicBoolean started = new AtomicBoolean();
        boolean isStarted() { return started.get(); }

        void open() {
          if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException();
          }
          launch();
        }

        void launch() {
          new Thread(() -> {}).start();
        }

        void close() {
          started.set(false);
        }
      }
      """;
  private static final String REFUSAL =
      """
          if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException();
          }
      """;
  private static final String FLAG =
      """
      class Service {
        boolean running;
        Thread thread;

        synchronized void start() {
          if (running) return;
          running = true;
          thread = new Thread(() -> {});
          thread.start();
        }
      }
      """;

  private final Operator removed = new StartGuardRemoved();
  private final Operator checkThenAct = new StartGuardCheckThenAct();
  private final Operator resetDeleted = new StartGuardResetDeleted();

  @Test
  void anAtomicGuardUnderALockNeedNotBeAtomic() {
    assertThat(Mutants.of(checkThenAct, ATOMIC)).hasSize(1);
    assertThat(Mutants.of(checkThenAct, ATOMIC.replace("void open()", "synchronized void open()")))
        .isEmpty();
  }

  @Test
  void anAtomicGuardRefusesNoLongerButSetsTheFlag() {
    assertThat(Mutants.of(removed, ATOMIC))
        .containsExactly(ATOMIC.replace(REFUSAL, "    started.set(true);\n\n\n"));
  }

  @Test
  void aFlagThatNobodyElseAsksGoesWithTheGuard() {
    String alone =
        ATOMIC.replace("return started.get();", "return true;").replace("started.set(false);", "");
    assertThat(Mutants.of(removed, alone)).containsExactly(alone.replace(REFUSAL, "    \n\n\n"));
  }

  @Test
  void anchorsAreTheFieldTheMethodAndWhatStarts() {
    assertThat(Mutants.anchored(removed, ATOMIC))
        .contains(
            "final AtomicBoolean started = new AtomicBoolean();",
            "void open() {",
            "launch();",
            "new Thread(() -> {}).start();")
        .doesNotContain("started.set(false);", "void launch() {");
  }

  @Test
  void aPlainGuardGoes() {
    assertThat(Mutants.of(removed, FLAG)).containsExactly(FLAG.replace("if (running) return;", ""));
    String closed = FLAG.replace("if (running)", "if (thread.isAlive() || running)");
    assertThat(Mutants.of(removed, closed))
        .containsExactly(closed.replace("|| running)", "|| false)"));
    String entry =
        FLAG.replace("if (running) return;", "if (!running) {")
            .replace("start();\n", "start(); }\n");
    assertThat(Mutants.of(removed, entry)).containsExactly(entry.replace("(!running)", "(true)"));
    String assigned = FLAG.replace("if (running)", "if (thread != null && thread.isAlive())");
    assertThat(Mutants.of(removed, assigned))
        .containsExactly(assigned.replace("if (thread != null && thread.isAlive()) return;", ""));
  }

  @Test
  void anAtomicEntryIsOpenToAll() {
    String source =
        """
        class Service {
          final AtomicBoolean started = new AtomicBoolean();
          ExecutorService pool;

          void start(Runnable task) {
            if (started.compareAndSet(false, true)) {
              pool.execute(task);
            }
          }

          boolean isStarted() { return started.get(); }
        }
        """;
    assertThat(Mutants.of(removed, source))
        .containsExactly(
            source.replace(
                "(started.compareAndSet(false, true)) {", "(true) { started.set(true);"));
    assertThat(Mutants.of(checkThenAct, source))
        .containsExactly(
            source.replace(
                "(started.compareAndSet(false, true)) {", "(!started.get()) { started.set(true);"));
  }

  @Test
  void otherConditionsAreNoGuards() {
    assertThat(Mutants.of(removed, FLAG.replace("running = true;", ""))).isEmpty();
    assertThat(Mutants.of(removed, FLAG.replace("if (running)", "if (!running)"))).isEmpty();
    assertThat(Mutants.of(removed, FLAG.replace("void start()", "void close()"))).isEmpty();
    assertThat(Mutants.of(removed, FLAG.replace("return;", "running = false;"))).isEmpty();
    String asked = FLAG.replace("if (running)", "if (!running)").replace("= true", "= false");
    assertThat(Mutants.of(removed, asked)).isEmpty();
    String early = FLAG.replace("thread.start();", "").replace("= new Thread(() -> {})", "= null");
    assertThat(Mutants.of(removed, early.replace("if (run", "thread.start(); if (run"))).isEmpty();
    String idle = ATOMIC.replace("new Thread(() -> {}).start();", "");
    assertThat(Mutants.of(removed, idle)).isEmpty();
    assertThat(Mutants.of(removed, ATOMIC.replace("(false, true)", "(true, false)"))).hasSize(1);
    assertThat(Mutants.of(removed, ATOMIC.replace("(!started", "(started"))).isEmpty();
  }

  @Test
  void anAtomicGuardAsksFirstAndSetsLater() {
    String split =
        """
            if (started.get()) {
              throw new IllegalStateException();
            } started.set(true);
        """;
    assertThat(Mutants.of(checkThenAct, ATOMIC)).containsExactly(ATOMIC.replace(REFUSAL, split));
    String swapped =
        ATOMIC.replace("!started.compareAndSet(false, true)", "started.getAndSet(true)");
    assertThat(Mutants.of(checkThenAct, swapped)).containsExactly(ATOMIC.replace(REFUSAL, split));
  }

  @Test
  void aPlainGuardLosesItsLock() {
    assertThat(Mutants.of(checkThenAct, FLAG)).containsExactly(FLAG.replace("synchronized ", ""));
    assertThat(Mutants.anchored(checkThenAct, FLAG))
        .contains("boolean running;", "synchronized void start() {", "if (running) return;");
    String block =
        FLAG.replace("synchronized void start() {", "void start() { synchronized (this) {")
            .replace("running = true;", "running = true; }");
    assertThat(Mutants.of(checkThenAct, block))
        .containsExactly(block.replace("synchronized (this) ", ""));
    assertThat(Mutants.of(checkThenAct, FLAG.replace("synchronized ", ""))).isEmpty();
    assertThat(
            Mutants.of(checkThenAct, FLAG.replace("running = true;", "running = true; notify();")))
        .isEmpty();
  }

  @Test
  void theOnlyResetGoes() {
    assertThat(Mutants.of(resetDeleted, ATOMIC))
        .containsExactly(ATOMIC.replace("started.set(false);", ""));
    assertThat(Mutants.anchored(resetDeleted, ATOMIC))
        .contains("void open() {", "void close() {", "started.set(false);");
    String failed =
        FLAG.replace(
            "thread.start();", "try { thread.start(); } catch (Error e) { running = false; }");
    assertThat(Mutants.of(resetDeleted, failed))
        .containsExactly(failed.replace("running = false;", ""));
  }

  @Test
  void resetsStayIfThereIsAnotherOneOrALoopPolls() {
    String two = ATOMIC.replace("void launch() {", "void launch() { started.set(false);");
    assertThat(Mutants.of(resetDeleted, two)).isEmpty();
    String elsewhere = ATOMIC.replace("void close()", "void check()");
    assertThat(Mutants.of(resetDeleted, elsewhere)).isEmpty();
    String polled = ATOMIC.replace("() -> {}", "() -> { while (started.get()) Thread.yield(); }");
    assertThat(Mutants.of(resetDeleted, polled)).isEmpty();
    assertThat(Mutants.of(resetDeleted, FLAG)).isEmpty();
  }
}
