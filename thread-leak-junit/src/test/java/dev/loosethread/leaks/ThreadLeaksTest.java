package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.leaks.report.PatternPages;
import dev.loosethread.leaks.track.StartRecording;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The plain call, and the bug pattern that it suggests for a leak. */
class ThreadLeaksTest {
  private static final LeakOptions SHORT = LeakOptions.defaults().maxWait(Duration.ofMillis(100));

  private static ScheduledExecutorService scheduler;
  private static Thread poller;

  @AfterEach
  void release() {
    Held.releaseAll();
  }

  private static LeakedThread leakOf(ThreadLeaks.Body body) {
    StartRecording.begin();
    try {
      ThreadLeaks.verifyNone(SHORT, body);
    } catch (ThreadLeakError e) {
      assertThat(e.leaks()).hasSize(1);
      return e.leaks().get(0);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("no leak was found");
  }

  @Test
  void anIdlePoolLooksLikeAnExecutorThatIsNotShutDown() {
    LeakedThread leak =
        leakOf(
            () -> {
              ExecutorService pool = Held.pool(Executors.newFixedThreadPool(1));
              pool.submit(() -> {}).get();
            });

    assertThat(leak.bugPattern()).isEqualTo("ExecutorNotShutDown");
    assertThat(leak.page()).isEqualTo(PatternPages.builtIn().reference("ExecutorNotShutDown"));
    assertThat(leak).asString().contains(leak.suggestion()).contains(leak.page());
  }

  @Test
  void aSchedulerNamesTheFieldThatMayHoldIt() {
    LeakedThread leak =
        leakOf(
            () -> {
              scheduler = Held.pool(Executors.newSingleThreadScheduledExecutor());
              scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
            });

    assertThat(leak.bugPattern()).isEqualTo("ScheduledExecutorNotShutDown");
    assertThat(leak.suggestion())
        .startsWith(
            "nothing shuts down its scheduled executor; call shutdown() on the executor, probably ")
        .contains("ThreadLeaksTest.scheduler");
  }

  @Test
  void aTimerLooksLikeOneThatIsNotCancelled() {
    AtomicBoolean made = new AtomicBoolean();
    Timer[] timer = new Timer[1];
    LeakedThread leak =
        leakOf(
            () -> {
              timer[0] = new Timer("ticks", true);
              made.set(true);
            });
    timer[0].cancel();

    assertThat(made).isTrue();
    assertThat(leak.bugPattern()).isEqualTo("TimerNotCancelled");
  }

  @Test
  void aThreadThatSpinsLooksLikeALoopThatNothingEnds() {
    AtomicBoolean stopped = new AtomicBoolean();
    LeakedThread leak =
        leakOf(
            () -> {
              Thread spins =
                  new Thread(
                      () -> {
                        while (!stopped.get()) {
                          Thread.onSpinWait();
                        }
                      },
                      "spins");
              spins.setDaemon(true);
              spins.start();
            });
    stopped.set(true);

    assertThat(leak.bugPattern()).isEqualTo("UninterruptibleLoop");
  }

  @Test
  void aThreadThatWaitsForInputLooksLikeAnOwnerThatIsNotClosed() throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open().bind(null);
    LeakedThread leak =
        leakOf(
            () -> {
              Thread acceptor =
                  new Thread(
                      () -> {
                        try {
                          server.accept();
                        } catch (IOException e) {
                          // It was closed.
                        }
                      },
                      "acceptor");
              acceptor.setDaemon(true);
              acceptor.start();
            });
    server.close();

    assertThat(leak.bugPattern()).isEqualTo("ThreadOwnerNotClosed");
  }

  @Test
  void aWorkerOfAForkJoinPoolLooksLikeAnExecutor() {
    LeakedThread leak =
        leakOf(
            () -> {
              CountDownLatch runs = new CountDownLatch(1);
              CountDownLatch latch = Held.latch();
              Held.pool(new ForkJoinPool(1))
                  .execute(
                      () -> {
                        runs.countDown();
                        Held.await(latch);
                      });
              runs.await();
            });

    assertThat(leak.bugPattern()).isEqualTo("ExecutorNotShutDown");
  }

  @Test
  void theStackThatStartedTheThreadIsReported() {
    LeakedThread leak = leakOf(() -> poller = Held.thread("poller"));

    assertThat(leak.startStack())
        .extracting(StackTraceElement::getMethodName)
        .containsSubsequence(
            "thread", "verifyNone", "leakOf", "theStackThatStartedTheThreadIsReported");
    assertThat(leak.startedBy()).startsWith("the block at dev.loosethread.leaks.ThreadLeaksTest");
    assertThat(poller.isAlive()).isTrue();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadIsALeakLikeAnyOther() {
    LeakedThread leak = leakOf(() -> Virtual.start(() -> Held.await(Held.latch())));

    assertThat(leak.isVirtual()).isTrue();
    assertThat(leak.stack())
        .extracting(StackTraceElement::getMethodName)
        .contains("await")
        .anyMatch(m -> m.startsWith("lambda$aVirtualThreadIsALeakLikeAnyOther$"));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadThatEndsIsNoLeak() throws Throwable {
    CountDownLatch ends = new CountDownLatch(1);
    ThreadLeaks.verifyNone(
        () -> {
          Virtual.start(() -> Held.await(ends));
          ends.countDown();
        });
  }

  @Test
  void theFailureOfTheBlockGetsTheLeakAsASuppressedOne() {
    assertThatThrownBy(
            () ->
                ThreadLeaks.verifyNone(
                    SHORT,
                    () -> {
                      Held.thread("beside-a-failure");
                      throw new IOException("its own");
                    }))
        .isInstanceOf(IOException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasOnlyOneElementSatisfying(
                        s -> assertThat(s).hasMessageContaining("\"beside-a-failure\"")));
  }

  @Test
  void anInnerBlockReportsForTheOuter() throws Throwable {
    ThreadLeaks.verifyNone(
        SHORT,
        () ->
            assertThatThrownBy(() -> ThreadLeaks.verifyNone(SHORT, () -> Held.thread("inner")))
                .isInstanceOf(ThreadLeakError.class));
  }

  @Test
  void aSecondCloseDoesNothing() {
    ThreadLeaks.Watch watch = ThreadLeaks.watch(SHORT);
    Held.thread("closed-twice");

    assertThatThrownBy(watch::close).isInstanceOf(ThreadLeakError.class);
    watch.close();
  }

  @Test
  void anUnknownSystemPropertyIsReportedInOneLine() {
    System.setProperty("loosethread.leaks.maxWaitMilis", "5");
    try {
      assertThatThrownBy(ThreadLeaks::watch)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "unknown parameter loosethread.leaks.maxWaitMilis; the known ones are ");
    } finally {
      System.clearProperty("loosethread.leaks.maxWaitMilis");
    }
  }
}
