package dev.loosethread.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.leaks.ThreadLeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
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

/** The kinds of tasks, and the threads that run them. */
@ThreadLeakCheck
class LifecycleTasksTest extends LifecycleTestCase {
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
