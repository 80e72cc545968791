package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Exceptions that end background threads fail the test that the threads belong to. */
class UncaughtExceptionsTest {
  private static void die(String message) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException(message);
            },
            "dies");
    // What a thread's own handler takes is handled.
    thread.start();
    thread.join();
  }

  @ThreadLeakCheck
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class ThreadDies {
    @Test
    void first() throws Exception {
      die("of the first");
    }

    @Test
    void second() throws Exception {
      Thread handled =
          new Thread(
              () -> {
                throw new IllegalStateException("handled");
              });
      handled.setUncaughtExceptionHandler((t, e) -> {});
      handled.start();
      handled.join();
    }
  }

  @Test
  void theTestWhoseThreadDiedFails() {
    Engine.Outcome outcome = Engine.of(ThreadDies.class).run();

    assertThat(outcome.failed()).containsExactly("first()");
    assertThat(outcome.error("first()"))
        .hasMessage(
            "an exception ended a thread of UncaughtExceptionsTest$ThreadDies.first(): \"dies\" by"
                + " java.lang.IllegalStateException: of the first")
        .hasRootCauseMessage("of the first");
  }

  @Test
  void whereOnlyClassesAreJudgedTheClassFails() {
    assertThat(Engine.of(ThreadDies.class).with("scope", "CLASS").run().failed())
        .containsExactly("UncaughtExceptionsTest$ThreadDies");
  }

  @ThreadLeakCheck
  static class DiesBeforeAll {
    @org.junit.jupiter.api.BeforeAll
    static void dies() throws Exception {
      die("before all");
    }

    @Test
    void passes() {}
  }

  @Test
  void anExceptionBeforeAllTestsFailsTheClass() {
    assertThat(Engine.of(DiesBeforeAll.class).run().failed())
        .containsExactly("UncaughtExceptionsTest$DiesBeforeAll");
  }

  @Test
  void exceptionsCanBeLoggedOrIgnored() {
    assertThat(Engine.of(ThreadDies.class).with("uncaught", "WARN").run().failed()).isEmpty();
    assertThat(Engine.of(ThreadDies.class).with("uncaught", "IGNORE").run().failed()).isEmpty();
  }

  @ThreadLeakCheck
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class PoolOfTheClass {
    static final ExecutorService POOL = Executors.newSingleThreadExecutor();

    @Test
    void first() throws Exception {
      POOL.submit(() -> {}).get();
    }

    @Test
    void second() {
      POOL.execute(
          () -> {
            throw new IllegalStateException("in a worker that the first test started");
          });
    }

    @AfterAll
    static void close() throws Exception {
      POOL.shutdown();
      assertThat(POOL.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aWorkerOfAnEndedTestFailsTheClass() {
    Engine.Outcome outcome = Engine.of(PoolOfTheClass.class).with("maxWaitMillis", "5000").run();

    assertThat(outcome.failed()).containsExactly("UncaughtExceptionsTest$PoolOfTheClass");
  }

  @Test
  void thePreviousDefaultHandlerIsStillCalled() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    java.util.List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> heard.add(e.getMessage()));
    try {
      assertThat(Engine.of(ThreadDies.class).run().failed()).containsExactly("first()");
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(heard).containsExactly("of the first");
  }
}
