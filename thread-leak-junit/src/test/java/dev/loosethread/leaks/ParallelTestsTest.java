package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.leaks.track.RecordingSwitchedOff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** When tests run at the same time, each fails for its leaks only. */
class ParallelTestsTest {
  private static final CyclicBarrier TOGETHER = new CyclicBarrier(4);

  @AfterEach
  void release() {
    Held.releaseAll();
  }

  private static void meet() throws BrokenBarrierException, InterruptedException {
    try {
      TOGETHER.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the four tests did not run at the same time", e);
    }
  }

  private static Engine parallel(Class<?>... classes) {
    return Engine.of(classes)
        .withJUnit("execution.parallel.enabled", "true")
        .withJUnit("execution.parallel.mode.default", "concurrent")
        .withJUnit("execution.parallel.config.strategy", "fixed")
        .withJUnit("execution.parallel.config.fixed.parallelism", "4");
  }

  @ThreadLeakCheck
  @Execution(ExecutionMode.CONCURRENT)
  static class Interleaved {
    @Test
    void leaksOne() throws Exception {
      meet();
      Held.thread("one-1");
      meet();
    }

    @Test
    void leaksTwo() throws Exception {
      meet();
      Held.thread("two-1");
      meet();
      Held.thread("two-2");
    }

    @Test
    void leaksAPool() throws Exception {
      meet();
      ExecutorService pool = Held.pool(Executors.newFixedThreadPool(2));
      meet();
      pool.submit(() -> {}).get();
    }

    @Test
    void leaksNothing() throws Exception {
      meet();
      Thread own = new Thread(() -> {}, "own");
      own.start();
      own.join();
      meet();
    }
  }

  @Test
  void eachTestFailsForItsOwnLeaks() {
    Engine.Outcome outcome = parallel(Interleaved.class).run();

    assertThat(outcome.failed())
        .containsExactlyInAnyOrder("leaksOne()", "leaksTwo()", "leaksAPool()");
    assertThat(names(outcome, "leaksOne()")).containsExactly("one-1");
    assertThat(names(outcome, "leaksTwo()")).containsExactlyInAnyOrder("two-1", "two-2");
    assertThat(names(outcome, "leaksAPool()"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .matches("pool-\\d+-thread-1");
    assertThat(outcome.error("leaksTwo()"))
        .hasMessageContaining("started by ParallelTestsTest$Interleaved.leaksTwo() at\n");
  }

  @ThreadLeakCheck
  @Execution(ExecutionMode.CONCURRENT)
  static class GrandChildren {
    @Test
    void a(TestInfo info) throws Exception {
      leakThroughAChild(info);
    }

    @Test
    void b(TestInfo info) throws Exception {
      leakThroughAChild(info);
    }

    @Test
    void c(TestInfo info) throws Exception {
      leakThroughAChild(info);
    }

    @Test
    void d() throws Exception {
      meet();
    }

    private static void leakThroughAChild(TestInfo info) throws Exception {
      meet();
      Thread child = new Thread(() -> Held.thread("of-" + info.getDisplayName()));
      child.start();
      child.join();
    }
  }

  @Test
  void whatAThreadOfATestStartsBelongsToTheTest() {
    Engine.Outcome outcome = parallel(GrandChildren.class).run();

    for (String test : List.of("a(TestInfo)", "b(TestInfo)", "c(TestInfo)")) {
      assertThat(names(outcome, test)).containsExactly("of-" + test);
    }
    assertThat(outcome.failed()).doesNotContain("d()", "ParallelTestsTest$GrandChildren");
  }

  @ThreadLeakCheck
  @Execution(ExecutionMode.CONCURRENT)
  static class FourVirtual {
    @Test
    void v1() throws Exception {
      Virtual.start(Hidden::run);
      meet();
      meet();
    }

    @Test
    void v2() throws Exception {
      meet();
      meet();
    }

    @Test
    void v3() throws Exception {
      meet();
      // Threads that are created at the same moment cannot be told apart.
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(5)) {
        Thread.onSpinWait();
      }
      Virtual.start(Hidden::run);
      meet();
    }

    @Test
    void v4() throws Exception {
      meet();
      meet();
    }

    /** A body whose stack contains no code of the test. */
    static final class Hidden {
      static void run() {
        Held.await(Held.latch());
      }
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadBelongsToTheTestThatStartedIt() {
    Engine.Outcome outcome = parallel(FourVirtual.class).run();

    assertThat(outcome.failed()).containsExactlyInAnyOrder("v1()", "v3()");
    assertThat(outcome.error("v3()"))
        .hasMessageStartingWith("1 thread outlives")
        .hasMessageContaining("started by ParallelTestsTest$FourVirtual.v3(), created at\n")
        .hasMessageContaining("FourVirtual.v3(ParallelTestsTest.java:");
  }

  @Test
  @SuppressWarnings("try") // It is only opened and closed.
  void withoutRecordedStartsNoWrongTestFailsAndNoLeakIsLost() {
    Engine.Outcome outcome;
    try (RecordingSwitchedOff off = new RecordingSwitchedOff()) {
      outcome = parallel(Interleaved.class).with("startSites", "OFF").run();
    }

    Map<String, String> own =
        Map.of("leaksOne()", "one-.*", "leaksTwo()", "two-.*", "leaksAPool()", "pool-.*");
    List<String> all = new ArrayList<>();
    for (String failed : outcome.failed()) {
      // A thread whose test is unknown belongs to the class.
      String mayLeak = failed.endsWith("$Interleaved") ? ".*" : own.getOrDefault(failed, "nothing");
      assertThat(names(outcome, failed)).allMatch(n -> n.matches(mayLeak));
      all.addAll(names(outcome, failed));
    }
    assertThat(all)
        .hasSize(4)
        .contains("one-1", "two-1", "two-2")
        .anyMatch(n -> n.startsWith("pool-"));
  }

  private static List<String> names(Engine.Outcome outcome, String test) {
    return outcome.error(test).leaks().stream().map(LeakedThread::name).toList();
  }

  @ThreadLeakCheck
  @Execution(ExecutionMode.CONCURRENT)
  static class Many {
    @Test
    void thousandThatEnd() throws Exception {
      meet();
      IntStream.range(0, 1_000).forEach(i -> new Thread(() -> {}, "short-" + i).start());
    }

    @Test
    void thousandThatStay() throws Exception {
      meet();
      IntStream.range(0, 1_000).forEach(i -> Held.thread("stays-" + i));
    }

    @Test
    void quiet() throws Exception {
      meet();
    }

    @Test
    void poolThatEnds() throws Exception {
      meet();
      ExecutorService pool = Executors.newFixedThreadPool(50);
      IntStream.range(0, 1_000).forEach(i -> pool.execute(() -> {}));
      pool.shutdown();
    }
  }

  @Test
  void aThousandThreadsAreFoundExactly() {
    Engine.Outcome outcome = parallel(Many.class).with("maxWaitMillis", "5000").run();

    assertThat(outcome.failed()).containsExactly("thousandThatStay()");
    assertThat(names(outcome, "thousandThatStay()"))
        .hasSize(1_000)
        .allMatch(n -> n.startsWith("stays-"));
  }
}
