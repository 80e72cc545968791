package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tests, classes and runs fail for which leaks. */
class ThreadLeakExtensionTest {
  @AfterEach
  void release() {
    Held.releaseAll();
  }

  @ThreadLeakCheck
  static class Leaky {
    @Test
    void leaks() {
      Held.thread("left-behind");
    }
  }

  @Test
  void aTestThatLeaksFailsAndNamesTheThread() {
    Engine.Outcome outcome = Engine.of(Leaky.class).run();

    assertThat(outcome.failed()).containsExactly("leaks()");
    ThreadLeakError error = outcome.error("leaks()");
    assertThat(error)
        .hasMessageStartingWith("1 thread outlives ThreadLeakExtensionTest$Leaky.leaks():\n\n1) \"")
        .hasMessageContaining("\"left-behind\" (id ")
        .hasMessageContaining("WAITING, daemon, group ")
        .hasMessageContaining("now at\n")
        .hasMessageContaining("dev.loosethread.leaks.Held.await(Held.java:");
    assertThat(error.leaks()).extracting(LeakedThread::name).containsExactly("left-behind");
  }

  @Test
  void theReportSaysWhereTheThreadWasStarted() {
    ThreadLeakError error = Engine.of(Leaky.class).with("startSites", "ON").run().error("leaks()");

    assertThat(error)
        .hasMessageContaining("started by ThreadLeakExtensionTest$Leaky.leaks() at\n")
        .hasMessageContaining("dev.loosethread.leaks.Held.thread(Held.java:")
        .hasMessageContaining(
            "dev.loosethread.leaks.ThreadLeakExtensionTest$Leaky.leaks(ThreadLeakExtensionTest.java:");
    assertThat(error.getMessage()).doesNotContain("org.junit.");
    assertThat(error.leaks().get(0).startFrame().getMethodName()).isEqualTo("thread");
  }

  @ThreadLeakCheck
  static class Clean {
    @Test
    void joins() throws Exception {
      Thread thread = new Thread(() -> {});
      thread.start();
      thread.join();
    }

    @Test
    void endsSoonAfter() {
      CountDownLatch latch = new CountDownLatch(1);
      Thread slow = new Thread(() -> Held.await(latch));
      slow.start();
      // Another thread, which ends by itself, lets it go.
      new Thread(latch::countDown).start();
    }
  }

  @Test
  void aTestWhoseThreadsEndInTimePasses() {
    assertThat(Engine.of(Clean.class).with("maxWaitMillis", "30000").run().failed()).isEmpty();
  }

  @ThreadLeakCheck
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class LeakyThenClean {
    @Test
    void first() {
      Held.thread("leaked-first");
    }

    @Test
    void second() {}

    @Test
    void third() {
      Held.thread("leaked-third");
    }
  }

  @Test
  void aLeakIsReportedOnceAndToItsOwner() {
    Engine.Outcome outcome = Engine.of(LeakyThenClean.class, Clean.class).run();

    assertThat(outcome.failed()).containsExactly("first()", "third()");
    assertThat(outcome.error("third()").leaks())
        .extracting(LeakedThread::name)
        .containsExactly("leaked-third");
  }

  @ThreadLeakCheck
  static class FailsAnyway {
    @Test
    void fails() {
      Held.thread("of-a-failing-test");
      throw new IllegalStateException("its own failure");
    }
  }

  @Test
  void aTestThatFailsKeepsItsFailureAndGetsTheLeakAsASuppressedOne() {
    Throwable failure = Engine.of(FailsAnyway.class).run().failure("fails()").orElseThrow();

    assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("its own failure");
    assertThat(failure.getSuppressed())
        .hasOnlyOneElementSatisfying(s -> assertThat(s).isInstanceOf(ThreadLeakError.class));
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
    assertThat(outcome.error("ThreadLeakExtensionTest$LeaksInEveryHook").leaks())
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

    assertThat(outcome.failed()).containsExactly("ThreadLeakExtensionTest$OneInstance");
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

    assertThat(outcome.error("ThreadLeakExtensionTest$ConstructorThrows").leaks()).hasSize(2);
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

    assertThat(outcome.failed()).containsExactly("ThreadLeakExtensionTest$SharedPoolLeftOpen");
    assertThat(outcome.error("ThreadLeakExtensionTest$SharedPoolLeftOpen"))
        .hasMessageContaining("started by ThreadLeakExtensionTest$SharedPoolLeftOpen.submits()")
        .hasMessageContaining("ExecutorNotShutDown")
        .hasMessageContaining("SharedPoolLeftOpen.POOL");
  }

  static class MethodOnly {
    @Test
    void unchecked() {
      Held.thread("unchecked");
    }

    @Test
    @ThreadLeakCheck
    void checked() {
      Held.thread("checked");
    }
  }

  @Test
  void anAnnotatedMethodIsCheckedWithoutItsClass() {
    assertThat(Engine.of(MethodOnly.class).run().failed()).containsExactly("checked()");
  }

  @ThreadLeakCheck
  static class OptsOut {
    @Test
    @ThreadLeakCheck(scope = LeakScope.NONE)
    void optsOut() {
      Held.thread("opted-out");
    }
  }

  @Test
  void aMethodThatOptsOutLeavesItToTheClass() {
    assertThat(Engine.of(OptsOut.class).run().failed())
        .containsExactly("ThreadLeakExtensionTest$OptsOut");
  }

  static class NotAnnotated {
    @Test
    void leaks() {
      Held.thread("of-no-annotation");
    }
  }

  @Test
  void autodetectionChecksEveryTest() {
    Engine autodetected =
        Engine.of(NotAnnotated.class).withJUnit("extensions.autodetection.enabled", "true");

    assertThat(autodetected.run().failed()).containsExactly("leaks()");
    assertThat(Engine.of(NotAnnotated.class).run().failed()).isEmpty();
    assertThat(autodetected.with("scope", "NONE").run().failed()).isEmpty();
  }

  @Test
  void theScopeDecidesWhatFails() {
    Engine engine =
        Engine.of(NotAnnotated.class).withJUnit("extensions.autodetection.enabled", "true");

    assertThat(engine.with("scope", "class").run().failed())
        .containsExactly("ThreadLeakExtensionTest$NotAnnotated");
    assertThat(engine.with("scope", "run").run().failed()).containsExactly("JUnit Jupiter");
  }

  @ThreadLeakCheck
  static class Outer {
    @ThreadLeakCheck(tolerance = 1)
    @Nested
    class Inner {
      @Test
      void leaksOne() {
        Held.thread("inner-1");
      }

      @Test
      @ThreadLeakCheck(tolerance = 0)
      void mayNotLeak() {
        Held.thread("inner-2");
      }
    }
  }

  @Test
  void theNearestAnnotationWins() {
    assertThat(Engine.of(Outer.class).run().failed()).containsExactly("mayNotLeak()");
  }

  @ThreadLeakCheck
  static class Repeated {
    @RepeatedTest(3)
    void leaksAtFirst(org.junit.jupiter.api.RepetitionInfo info) {
      if (info.getCurrentRepetition() == 2) {
        Held.thread("of-the-second");
      }
    }
  }

  @Test
  void eachRepetitionIsCheckedSeparately() {
    Engine.Outcome outcome = Engine.of(Repeated.class).run();

    assertThat(outcome.failed()).containsExactly("repetition 2 of 3");
    assertThat(outcome.error("repetition 2 of 3"))
        .hasMessageContaining("Repeated.leaksAtFirst() \"repetition 2 of 3\"");
  }

  @ThreadLeakCheck
  static class Dynamic {
    @TestFactory
    Stream<DynamicTest> factory() {
      return Stream.of("a", "b")
          .map(n -> DynamicTest.dynamicTest(n, () -> Held.thread("dynamic-" + n)));
    }
  }

  @Test
  void dynamicTestsBelongToTheirFactory() {
    Engine.Outcome outcome = Engine.of(Dynamic.class).run();

    assertThat(outcome.failed()).containsExactly("factory()");
    assertThat(outcome.error("factory()").leaks()).hasSize(2);
  }

  @ThreadLeakCheck
  @ParameterizedClass
  @ValueSource(strings = {"clean", "leaky"})
  static class ForEachParameter {
    @Parameter String parameter;

    @Test
    void test() {
      if (parameter.equals("leaky")) {
        Held.thread("of-a-parameter");
      }
    }
  }

  @Test
  void aParameterizedClassIsLikeAnyOther() {
    Engine.Outcome outcome = Engine.of(ForEachParameter.class).run();

    assertThat(outcome.failed()).containsExactly("test()");
  }

  @ThreadLeakCheck
  static class FailsBeforeAll {
    @BeforeAll
    static void fails() {
      Held.thread("before-a-failure");
      throw new IllegalStateException("not even begun");
    }

    @Test
    void neverRuns() {}
  }

  @Test
  void aClassThatFailsBeforeItsTestsGetsItsLeakAsASuppressedFailure() {
    Throwable failure =
        Engine.of(FailsBeforeAll.class)
            .run()
            .failure("ThreadLeakExtensionTest$FailsBeforeAll")
            .orElseThrow();

    assertThat(failure).hasMessage("not even begun");
    assertThat(failure.getSuppressed()).hasOnlyElementsOfType(ThreadLeakError.class);
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
  static class InitialisesAClass {
    @Test
    void initialises() {
      assertThat(StaticInitializer.name()).isNotEmpty();
    }
  }

  @Test
  void whatAStaticInitializerStartsBelongsToTheRun() {
    // It runs once in a JVM, so that there is one engine to tell.
    Engine.Outcome outcome =
        Engine.of(InitialisesAClass.class)
            .with("startSites", "ON")
            .withJUnit("extensions.autodetection.enabled", "true")
            .with("scope", "RUN")
            .run();

    assertThat(outcome.failed()).containsExactly("JUnit Jupiter");
    assertThat(outcome.error("JUnit Jupiter"))
        .hasMessageContaining("\"of-a-static-initializer\"")
        .hasMessageContaining("started by ThreadLeakExtensionTest$InitialisesAClass.initialises()")
        .hasMessageContaining("<clinit>");
  }
}
