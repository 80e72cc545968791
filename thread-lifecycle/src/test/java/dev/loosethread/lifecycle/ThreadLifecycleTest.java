package dev.loosethread.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.leaks.ThreadLeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@ThreadLeakCheck
class ThreadLifecycleTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final List<String> failures = new CopyOnWriteArrayList<>();

  private ThreadLifecycle lifecycle() {
    return ThreadLifecycle.named("service")
        .closeTimeout(Duration.ofSeconds(60))
        .onFailure((task, e) -> failures.add(task + ": " + e.getMessage()))
        .create();
  }

  private static void untilCancelled(CancellationToken token) throws InterruptedException {
    assertThat(token.sleep(Duration.ofDays(1))).isFalse();
  }

  @Test
  void aSecondStartDoesNothing() {
    AtomicInteger runs = new AtomicInteger();
    try (ThreadLifecycle lifecycle = lifecycle()) {
      lifecycle.launch(
          "task",
          token -> {
            runs.incrementAndGet();
            untilCancelled(token);
          });
      assertThat(lifecycle.start()).isTrue();
      assertThat(lifecycle.start()).isFalse();
      Eventually.holds("it runs", () -> runs.get() == 1);
      assertThat(lifecycle.tasks()).hasSize(1);
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void onlyOneOfManyStartersStarts() throws Exception {
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.launch("task", ThreadLifecycleTest::untilCancelled);
    AtomicInteger started = new AtomicInteger();
    List<Thread> starters = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread starter =
          new Thread(
              () -> {
                if (lifecycle.start()) {
                  started.incrementAndGet();
                }
              });
      starters.add(starter);
      starter.start();
    }
    for (Thread starter : starters) {
      starter.join();
    }
    assertThat(started).hasValue(1);
    lifecycle.close();
  }

  @Test
  void threadsAreNamedLikeTheirTasks() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch ran = new CountDownLatch(1);
    try (ThreadLifecycle lifecycle = lifecycle()) {
      lifecycle.start();
      lifecycle.launch(
          "loader",
          token -> {
            thread.set(Thread.currentThread());
            ran.countDown();
          });
      Eventually.down(ran);
    }
    assertThat(thread.get().getName()).isEqualTo("service/loader");
    assertThat(thread.get().isDaemon()).isFalse();
  }

  @Test
  void aTickerContinuesAfterAFailure() {
    AtomicInteger ticks = new AtomicInteger();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.ticker(
        "beat",
        SHORT,
        token -> {
          if (ticks.incrementAndGet() <= 3) {
            throw new IllegalStateException("tick " + ticks.get());
          }
        });
    lifecycle.start();
    Eventually.holds("five ticks", () -> ticks.get() >= 5);
    TaskView view = lifecycle.tasks().get(0);
    lifecycle.close();

    assertThat(failures).containsExactly("beat: tick 1", "beat: tick 2", "beat: tick 3");
    assertThat(view.failures()).isEqualTo(3);
    assertThat(view.processed()).isGreaterThanOrEqualTo(4);
    assertThat(view.lastFailure()).get().extracting(Throwable::getMessage).isEqualTo("tick 3");
    assertThat(view.state()).isEqualTo(TaskView.State.RUNNING);
    int atEnd = ticks.get();
    assertThat(lifecycle.tasks()).allMatch(t -> t.state() == TaskView.State.ENDED);
    assertThat(ticks).hasValue(atEnd);
  }

  @Test
  void missedTicksAreDropped() throws Exception {
    AtomicInteger ticks = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    long period = 100;
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.ticker(
        "slow",
        Duration.ofMillis(period),
        token -> {
          ticks.incrementAndGet();
          first.countDown();
          goOn.await();
        });
    lifecycle.start();
    Eventually.down(first);
    long begin = System.nanoTime();
    Eventually.holds(
        "ten periods have passed", () -> System.nanoTime() - begin > 10 * period * 1_000_000);
    goOn.countDown();
    Eventually.holds("it ticks again", () -> ticks.get() >= 3);
    long passed = (System.nanoTime() - begin) / 1_000_000;
    lifecycle.close();

    // In a burst, the ten missed ones would all have come at once.
    assertThat(ticks.get()).isLessThanOrEqualTo((int) (passed / period) - 5);
  }

  @Test
  void aWorkerContinuesAfterAnItemFailed() {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(List.of(1, 2, 3, 4));
    List<Integer> handled = new CopyOnWriteArrayList<>();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.worker(
        "sender",
        queue,
        item -> {
          if (item == 2) {
            throw new Error("item 2");
          }
          handled.add(item);
        });
    lifecycle.start();
    Eventually.holds("all are handled", () -> handled.size() == 3);
    assertThat(lifecycle.tasks().get(0).processed()).isGreaterThanOrEqualTo(3);
    lifecycle.close();

    assertThat(handled).containsExactly(1, 3, 4);
    assertThat(failures).containsExactly("sender: item 2");
  }

  @Test
  void anIdleWorkerStopsAtOnce() {
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.worker("idle", new LinkedBlockingQueue<>(), i -> {});
    lifecycle.start();
    // A day for both halves: only the signal can end it.
    lifecycle.close(Duration.ofDays(1));

    assertThat(lifecycle.tasks()).allMatch(t -> t.state() == TaskView.State.ENDED);
    assertThat(failures).isEmpty();
  }

  @Test
  void theCurrentItemIsStillHandledOnClose() throws Exception {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("taken", "left"));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean wasInterrupted = new AtomicBoolean();
    List<String> handled = new CopyOnWriteArrayList<>();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.worker(
        "sender",
        queue,
        item -> {
          begun.countDown();
          goOn.await();
          wasInterrupted.set(Thread.currentThread().isInterrupted());
          handled.add(item);
        });
    lifecycle.start();
    Eventually.down(begun);
    Thread closer = new Thread(lifecycle::close);
    closer.start();
    Eventually.holds(
        "it is told to stop", () -> lifecycle.tasks().get(0).state() == TaskView.State.STOPPING);
    goOn.countDown();
    closer.join();

    assertThat(handled).containsExactly("taken");
    assertThat(wasInterrupted).isFalse();
    assertThat(queue).containsExactly("left");
  }

  @Test
  void aBatcherFlushesFullBatchesLateOnesAndTheRest() {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.batcher("log", 3, Duration.ofMillis(20), queue, b -> batches.add(List.copyOf(b)));
    queue.addAll(List.of(1, 2, 3, 4));
    lifecycle.start();
    Eventually.holds("the fourth has waited", () -> batches.size() == 2);
    lifecycle.close();
    assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4));

    batches.clear();
    ThreadLifecycle patient = lifecycle();
    patient.batcher("log", 3, Duration.ofDays(1), queue, b -> batches.add(List.copyOf(b)));
    patient.start();
    queue.addAll(List.of(5, 6, 7, 8, 9));
    Eventually.holds("the first is full", () -> !batches.isEmpty());
    patient.close();
    assertThat(batches.stream().flatMap(List::stream)).containsExactly(5, 6, 7, 8, 9);
  }

  @Test
  void aBatchThatFailsIsLostButNotTheNext() {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(List.of(1, 2));
    List<Integer> flushed = new CopyOnWriteArrayList<>();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.batcher(
        "log",
        1,
        SHORT,
        queue,
        batch -> {
          if (batch.contains(1)) {
            throw new java.io.IOException("disk full");
          }
          flushed.addAll(batch);
        });
    lifecycle.start();
    Eventually.holds("the second is flushed", () -> flushed.contains(2));
    lifecycle.close();

    assertThat(failures).containsExactly("log: disk full");
  }

  @Test
  void aWatcherReportsNewContentReplacedFilesAndNewFiles(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("server.pem");
    List<String> seen = new CopyOnWriteArrayList<>();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.watcher(file, f -> seen.add(Files.readString(f)));
    lifecycle.start();
    Files.writeString(file, "first");
    Eventually.holds("it appeared", () -> seen.contains("first"));
    Files.writeString(file, "second!");
    Eventually.holds("it changed", () -> seen.contains("second!"));
    Path other = Files.writeString(folder.resolve("new.pem"), "replaced");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    Eventually.holds("it was replaced", () -> seen.contains("replaced"));
    lifecycle.close();

    // A writer that is held up for long between truncating and writing shows an empty file.
    assertThat(seen)
        .filteredOn(content -> !content.isEmpty())
        .containsExactly("first", "second!", "replaced");
    assertThat(lifecycle.tasks().get(0).name()).isEqualTo("watcher of server.pem");
    assertThat(failures).isEmpty();
  }

  @Test
  void aWatcherWithoutFolderFailsAtOnce(@TempDir Path folder) {
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.watcher(folder.resolve("no/such.pem"), f -> {});
    lifecycle.start();
    Eventually.holds("the failure is heard of", () -> !failures.isEmpty());
    lifecycle.close();

    assertThat(failures).hasSize(1).first().asString().startsWith("watcher of such.pem: ");
  }

  @Test
  void callbacksDoNothingAfterCloseEvenAfterAnotherStart() {
    ThreadLifecycle lifecycle = lifecycle();
    AtomicInteger calls = new AtomicInteger();
    Runnable before = lifecycle.callback(calls::incrementAndGet);
    before.run();
    assertThat(calls).as("it is not started yet").hasValue(0);
    lifecycle.start();
    Runnable callback = lifecycle.callback(calls::incrementAndGet);
    before.run();
    callback.run();
    assertThat(calls).hasValue(2);
    lifecycle.close();
    before.run();
    callback.run();
    lifecycle.start();
    before.run();
    callback.run();
    assertThat(calls).hasValue(2);
    lifecycle.callback(calls::incrementAndGet).run();
    assertThat(calls).hasValue(3);
    lifecycle.close();
  }

  @Test
  void closeWaitsForACallbackThatHasBegun() throws Exception {
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.start();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Runnable callback =
        lifecycle.callback(
            () -> {
              begun.countDown();
              try {
                Eventually.down(goOn);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              order.add("callback");
            });
    Thread caller = new Thread(callback);
    caller.start();
    Eventually.down(begun);
    Thread closer =
        new Thread(
            () -> {
              lifecycle.close();
              order.add("closed");
            });
    closer.start();
    Eventually.holds("it is being stopped", () -> !lifecycle.isRunning());
    goOn.countDown();
    caller.join();
    closer.join();

    assertThat(order).containsExactly("callback", "closed");
  }

  @Test
  void aCallbackAndATaskMayCloseIt() throws Exception {
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.start();
    lifecycle.callback(lifecycle::close).run();
    assertThat(lifecycle.isRunning()).isFalse();

    lifecycle.start();
    CountDownLatch closed = new CountDownLatch(1);
    AtomicBoolean isInterrupted = new AtomicBoolean();
    lifecycle.launch(
        "closes",
        token -> {
          lifecycle.close();
          isInterrupted.set(Thread.currentThread().isInterrupted());
          closed.countDown();
        });
    Eventually.down(closed);
    assertThat(isInterrupted).isFalse();
    lifecycle.close();
    assertThat(lifecycle.tasks()).allMatch(t -> t.state() == TaskView.State.ENDED);
  }

  @Test
  void tasksAreStoppedInReverseOrder() {
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    ThreadLifecycle lifecycle = lifecycle();
    CountDownLatch running = new CountDownLatch(3);
    for (String name : List.of("a", "b", "c")) {
      lifecycle.launch(
          name,
          token -> {
            running.countDown();
            untilCancelled(token);
            ended.add(name);
          });
    }
    lifecycle.start();
    Eventually.holds("all run", () -> running.getCount() == 0);
    lifecycle.close();

    assertThat(ended).containsExactly("c", "b", "a");
  }

  @Test
  void aTaskThatIgnoresItsTokenIsInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean wasInterrupted = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.start();
    lifecycle.launch(
        "blocked",
        token -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            wasInterrupted.set(token.isCancelled());
            throw e;
          }
        });
    Eventually.down(begun);
    lifecycle.close(Duration.ofSeconds(2));

    assertThat(wasInterrupted).isTrue();
    assertThat(failures).isEmpty();
  }

  @Test
  void aTaskThatDoesNotStopIsNamedWithItsStack() throws Exception {
    AtomicBoolean released = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.launch("polite", ThreadLifecycleTest::untilCancelled);
    lifecycle.start();
    lifecycle.launch("stubborn", token -> spinUntil(released, begun));
    Eventually.down(begun);

    assertThatThrownBy(() -> lifecycle.close(Duration.ofMillis(50)))
        .isInstanceOfSatisfying(
            ShutdownTimeoutException.class,
            e -> assertThat(e.stacks()).containsOnlyKeys("stubborn"))
        .hasMessageStartingWith("service did not stop within 50 ms; these tasks still run:")
        .hasMessageContaining("stubborn is at\n")
        .hasMessageContaining("ThreadLifecycleTest.spinUntil(");
    assertThatIllegalStateException()
        .isThrownBy(lifecycle::start)
        .withMessage("service cannot start while these tasks still run: stubborn");
    released.set(true);
    lifecycle.close();
    assertThat(lifecycle.start()).isTrue();
    lifecycle.close();
  }

  private static void spinUntil(AtomicBoolean released, CountDownLatch begun) {
    begun.countDown();
    while (!released.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anInterruptOfTheClosingThreadEndsTheWaitAndIsKept() throws Exception {
    AtomicBoolean released = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.start();
    lifecycle.launch("stubborn", token -> spinUntil(released, begun));
    Eventually.down(begun);
    Thread.currentThread().interrupt();
    // A day: only the interrupt can end the wait.
    assertThatThrownBy(() -> lifecycle.close(Duration.ofDays(1)))
        .isInstanceOf(ShutdownTimeoutException.class);
    assertThat(Thread.interrupted()).isTrue();
    released.set(true);
    lifecycle.close();
  }

  @Test
  void aSecondCloseAndACloseBeforeAStartDoNothing() {
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.launch("t", ThreadLifecycleTest::untilCancelled);
    lifecycle.close();
    lifecycle.start();
    lifecycle.close();
    lifecycle.close();
    assertThat(lifecycle.isRunning()).isFalse();
  }

  @Test
  void workOfARunIsNotStartedAgainByTheNext() {
    AtomicInteger declared = new AtomicInteger();
    AtomicInteger added = new AtomicInteger();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.launch("d", token -> declared.incrementAndGet());
    lifecycle.start();
    lifecycle.launch("a", token -> added.incrementAndGet());
    Eventually.holds("both ran", () -> declared.get() == 1 && added.get() == 1);
    lifecycle.close();
    lifecycle.start();
    Eventually.holds("the declared one ran again", () -> declared.get() == 2);
    lifecycle.close();

    assertThat(added).hasValue(1);
  }

  @Test
  void aStoppedLifecycleAcceptsNoTasksUntilItIsStartedAgain() {
    AtomicInteger runs = new AtomicInteger();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.start();
    lifecycle.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> lifecycle.launch("late", token -> runs.incrementAndGet()))
        .withMessage("service is stopped; start it before declaring late");
    lifecycle.start();
    lifecycle.launch("in time", token -> runs.incrementAndGet());
    Eventually.holds("it ran", () -> runs.get() == 1);
    lifecycle.close();
  }

  @Test
  void tasksThatEndedAreRemoved() {
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.start();
    AtomicInteger ran = new AtomicInteger();
    for (int i = 0; i < 1_000; i++) {
      lifecycle.launch("short", token -> ran.incrementAndGet());
      int expected = i + 1;
      Eventually.holds("it ran", () -> ran.get() == expected);
    }
    Eventually.holds(
        "the others are gone",
        () -> {
          lifecycle.launch("one more", token -> {});
          return lifecycle.tasks().size() < 20;
        });
    lifecycle.close();
  }

  @Test
  void randomRestartsLeaveTheThreadCountWhereItWas() throws Exception {
    Random random = new Random(240);
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    ThreadLifecycle lifecycle = lifecycle();
    lifecycle.ticker("tick", SHORT, token -> queue.offer(1));
    lifecycle.worker("work", queue, i -> {});
    lifecycle.batcher("batch", 5, SHORT, queue, b -> {});
    lifecycle.launch("task", ThreadLifecycleTest::untilCancelled);
    lifecycle.start();
    lifecycle.close();
    int before = ThreadNames.all().size();
    for (int i = 0; i < 240; i++) {
      lifecycle.start();
      if (random.nextInt(5) == 0) {
        // While it runs: a start that does nothing, and an end in the midst of another's.
        assertThat(lifecycle.start()).isFalse();
        Thread other = new Thread(lifecycle::close);
        other.start();
        lifecycle.close();
        other.join();
      } else {
        lifecycle.close();
      }
    }

    assertThat(ThreadNames.all().stream().filter(n -> n.startsWith("service/"))).isEmpty();
    Eventually.holds("as many threads as before", () -> ThreadNames.all().size() <= before);
    assertThat(failures).isEmpty();
  }

  @Test
  void aFailingFailureHandlerEndsNoTask() {
    AtomicInteger ticks = new AtomicInteger();
    ThreadLifecycle lifecycle =
        ThreadLifecycle.named("service")
            .onFailure(
                (task, e) -> {
                  throw new IllegalStateException("the handler");
                })
            .create();
    lifecycle.ticker(
        "beat",
        SHORT,
        token -> {
          ticks.incrementAndGet();
          throw new IllegalStateException("the task");
        });
    lifecycle.start();
    Eventually.holds("it goes on", () -> ticks.get() >= 3);
    lifecycle.close();
    assertThat(lifecycle.isRunning()).isFalse();
  }

  @Test
  void badArgumentsAreReportedInOneLine() {
    ThreadLifecycle lifecycle = lifecycle();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lifecycle.ticker("t", Duration.ZERO, token -> {}))
        .withMessage("the period of t must be positive: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lifecycle.batcher("b", 0, SHORT, new LinkedBlockingQueue<>(), b -> {}))
        .withMessage("the size of b must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lifecycle.launch(" ", token -> {}))
        .withMessage("the name must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lifecycle.close(Duration.ofMillis(-1)))
        .withMessage("timeout must not be negative: PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThreadLifecycle.named("x").closeTimeout(Duration.ofSeconds(-1)))
        .withMessage("closeTimeout must be positive: PT-1S");
    assertThat(lifecycle.start()).isTrue();
    lifecycle.close();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void tasksMayRunOnVirtualThreads() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    ThreadLifecycle lifecycle = ThreadLifecycle.named("service").virtualThreads().create();
    lifecycle.ticker("beat", SHORT, token -> thread.set(Thread.currentThread()));
    lifecycle.start();
    Eventually.holds("it ticks", () -> thread.get() != null);
    lifecycle.close();

    assertThat(thread.get().getClass().getSimpleName()).isEqualTo("VirtualThread");
    assertThat(thread.get().getName()).isEqualTo("service/beat");
  }

  @Test
  @DisabledForJreRange(min = JRE.JAVA_21)
  void virtualThreadsNeedANewerJdk() {
    assertThatThrownBy(() -> ThreadLifecycle.named("service").virtualThreads())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("virtual threads need JDK 21 or newer; this is 17");
  }
}
