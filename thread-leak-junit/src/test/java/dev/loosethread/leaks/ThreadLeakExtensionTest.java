package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A leak fails its test, with a report. */
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
}
