package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Which test, class or run a leaked thread belongs to. */
class ThreadOwnershipTest {
  @AfterEach
  void release() {
    Held.releaseAll();
  }

  @ThreadLeakCheck
  static class LeaksInEveryHook {
    final Thread ofField = Held.thread("hook-field");

    LeaksInEveryHook() {
      Held.thread("hook-constructor");
    }

    @BeforeEach
    void before() {
      Held.thread("hook-before");
    }

    @Test
    void test() {
      Held.thread("hook-test");
    }

    @AfterEach
    void after() {
      Held.thread("hook-after");
    }

    @BeforeAll
    static void beforeAll() {
      Held.thread("hook-before-all");
    }

    @AfterAll
    static void afterAll() {
      Held.thread("hook-after-all");
    }
  }

  @Test
  void leaksOfEveryHookBelongToTheTestOrItsClass() {
    Engine.Outcome outcome = Engine.of(LeaksInEveryHook.class).run();

    assertThat(outcome.error("test()").leaks())
        .extracting(LeakedThread::name)
        .containsExactlyInAnyOrder(
            "hook-field", "hook-constructor", "hook-before", "hook-test", "hook-after");
    assertThat(outcome.error("ThreadOwnershipTest$LeaksInEveryHook").leaks())
        .extracting(LeakedThread::name)
        .containsExactlyInAnyOrder("hook-before-all", "hook-after-all");
  }

  @ThreadLeakCheck
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    final Thread ofField = Held.thread("of-the-instance");

    @Test
    void test() {}
  }

  @Test
  void whatAnInstanceOfTheClassStartsBelongsToTheClass() {
    Engine.Outcome outcome = Engine.of(OneInstance.class).run();

    assertThat(outcome.failed()).containsExactly("ThreadOwnershipTest$OneInstance");
  }

  @ThreadLeakCheck
  static class ConstructorThrows {
    ConstructorThrows() {
      Held.thread("of-a-failed-constructor");
      throw new IllegalStateException("no object");
    }

    @Test
    void first() {}

    @Test
    void second() {}
  }

  @Test
  void whatAFailedConstructorStartsBelongsToTheClass() {
    Engine.Outcome outcome = Engine.of(ConstructorThrows.class).run();

    assertThat(outcome.error("ThreadOwnershipTest$ConstructorThrows").leaks()).hasSize(2);
    assertThat(outcome.failure("first()")).get().isInstanceOf(IllegalStateException.class);
  }

  @ThreadLeakCheck
  static class AutoClosed {
    @AutoClose("shutdown")
    final ExecutorService pool = Executors.newFixedThreadPool(2);

    @AutoClose("shutdown")
    static final ExecutorService OF_CLASS = Executors.newSingleThreadExecutor();

    @Test
    void test() throws Exception {
      pool.submit(() -> {}).get();
      OF_CLASS.submit(() -> {}).get();
    }
  }

  @Test
  void whatJUnitClosesIsNoLeak() {
    assertThat(Engine.of(AutoClosed.class).with("maxWaitMillis", "30000").run().failed()).isEmpty();
  }

  @ThreadLeakCheck
  static class SharedPool {
    static ExecutorService pool;
    static ExecutorService named;

    @BeforeAll
    static void open() throws Exception {
      pool = Executors.newFixedThreadPool(4);
      named =
          Executors.newFixedThreadPool(
              4,
              new java.util.concurrent.ThreadFactory() {
                int number;

                @Override
                public Thread newThread(Runnable task) {
                  return new Thread(task, "shared-" + number++);
                }
              });
      named.submit(() -> {}).get();
    }

    @Test
    void submits() throws Exception {
      pool.submit(() -> {}).get();
      named.submit(() -> {}).get();
    }

    @AfterAll
    static void close() {
      pool.shutdown();
      named.shutdown();
    }
  }

  @Test
  void aWorkerThatAnOlderPoolStartsIsNoLeakOfTheTest() {
    assertThat(Engine.of(SharedPool.class).with("maxWaitMillis", "30000").run().failed()).isEmpty();
  }

  @ThreadLeakCheck
  static class SharedPoolLeftOpen {
    static final ExecutorService POOL = Held.pool(Executors.newFixedThreadPool(4));

    @BeforeAll
    static void initialise() {
      assertThat(POOL.isShutdown()).isFalse();
    }

    @Test
    void submits() throws Exception {
      POOL.submit(() -> {}).get();
    }
  }

  @Test
  void aPoolThatTheClassLeavesOpenFailsTheClass() {
    Engine.Outcome outcome = Engine.of(SharedPoolLeftOpen.class).with("startSites", "ON").run();

    assertThat(outcome.failed()).containsExactly("ThreadOwnershipTest$SharedPoolLeftOpen");
    assertThat(outcome.error("ThreadOwnershipTest$SharedPoolLeftOpen"))
        .hasMessageContaining("started by ThreadOwnershipTest$SharedPoolLeftOpen.submits()")
        .hasMessageContaining("ExecutorNotShutDown")
        .hasMessageContaining("SharedPoolLeftOpen.POOL");
  }

  @ThreadLeakCheck
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class LeakThatStartsMore {
    static final CountDownLatch GO = Held.latch();
    static final CountDownLatch STARTED = new CountDownLatch(1);

    @Test
    @Order(1)
    void leaks() {
      Thread leaked =
          new Thread(
              () -> {
                Held.await(GO);
                Held.thread("child-of-the-leak");
                STARTED.countDown();
                Held.await(Held.latch());
              },
              "the-leak");
      leaked.setDaemon(true);
      leaked.start();
    }

    @Test
    @Order(2)
    void isNotToBlame() throws Exception {
      GO.countDown();
      assertThat(STARTED.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatALeakedThreadStartsLaterFailsNobodyElse() {
    Engine.Outcome outcome = Engine.of(LeakThatStartsMore.class).with("startSites", "ON").run();

    assertThat(outcome.failed()).containsExactly("leaks()");
  }

  static class StaticInitializer {
    static final Thread THREAD = Held.thread("of-a-static-initializer");

    private StaticInitializer() {}

    static String name() {
      return THREAD.getName();
    }
  }

  @ThreadLeakCheck
  static class InitializesAClass {
    @Test
    void initializes() {
      assertThat(StaticInitializer.name()).isNotEmpty();
    }
  }

  @Test
  void whatAStaticInitializerStartsBelongsToTheRun() {
    // It runs once in a JVM, so that there is one engine to tell.
    Engine.Outcome outcome =
        Engine.of(InitializesAClass.class)
            .with("startSites", "ON")
            .withJUnit("extensions.autodetection.enabled", "true")
            .with("scope", "RUN")
            .run();

    assertThat(outcome.failed()).containsExactly("JUnit Jupiter");
    assertThat(outcome.error("JUnit Jupiter"))
        .hasMessageContaining("\"of-a-static-initializer\"")
        .hasMessageContaining("started by ThreadOwnershipTest$InitializesAClass.initializes()")
        .hasMessageContaining("<clinit>");
  }
}
