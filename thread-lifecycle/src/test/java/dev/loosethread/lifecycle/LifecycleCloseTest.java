package dev.loosethread.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.leaks.ThreadLeakCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a lifecycle stops its tasks. */
@ThreadLeakCheck
class LifecycleCloseTest extends LifecycleTestCase {
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
    lifecycle.launch("polite", LifecycleTestCase::untilCancelled);
    lifecycle.start();
    lifecycle.launch("stubborn", token -> spinUntil(released, begun));
    Eventually.down(begun);

    assertThatThrownBy(() -> lifecycle.close(Duration.ofMillis(50)))
        .isInstanceOfSatisfying(
            ShutdownTimeoutException.class,
            e -> assertThat(e.stacks()).containsOnlyKeys("stubborn"))
        .hasMessageStartingWith("service did not stop within 50 ms; these tasks still run:")
        .hasMessageContaining("stubborn is at\n")
        .hasMessageContaining("LifecycleCloseTest.spinUntil(");
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
    lifecycle.launch("t", LifecycleTestCase::untilCancelled);
    lifecycle.close();
    lifecycle.start();
    lifecycle.close();
    lifecycle.close();
    assertThat(lifecycle.isRunning()).isFalse();
  }
}
