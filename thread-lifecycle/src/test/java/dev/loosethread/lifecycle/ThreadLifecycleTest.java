package dev.loosethread.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loosethread.leaks.ThreadLeakCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Starts, restarts and the state of a lifecycle. */
@ThreadLeakCheck
class ThreadLifecycleTest extends LifecycleTestCase {
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
    lifecycle.launch("task", LifecycleTestCase::untilCancelled);
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
    lifecycle.launch("task", LifecycleTestCase::untilCancelled);
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
}
