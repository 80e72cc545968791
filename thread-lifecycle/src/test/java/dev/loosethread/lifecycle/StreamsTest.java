package dev.loosethread.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.leaks.ThreadLeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tracker, the guard and the stream. */
@ThreadLeakCheck
class StreamsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }

  /** A consumer that asks for as many as it is told to. */
  private static final class Consumer implements Flow.Subscriber<Integer> {
    final List<Integer> items = new CopyOnWriteArrayList<>();
    final CountDownLatch subscribed = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);
    final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final long demand;
    private volatile Flow.Subscription subscription;

    Consumer(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
      subscription = s;
      if (demand > 0) {
        s.request(demand);
      }
      subscribed.countDown();
    }

    @Override
    public void onNext(Integer item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable e) {
      failure.set(e);
      ended.countDown();
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }

    void cancel() throws InterruptedException {
      Eventually.down(subscribed);
      subscription.cancel();
    }
  }

  @Test
  void theTrackerCounts() {
    ResourceTracker tracker = new ResourceTracker("streams");
    try (ResourceTracker.Resource one = tracker.open("one")) {
      one.operation();
      one.operation();
      one.error();
      assertThat(tracker.stats()).isEqualTo(new ResourceTracker.Stats(1, 1, 2, 1));
      assertThat(tracker.open())
          .extracting(ResourceTracker.OpenResource::name, ResourceTracker.OpenResource::operations)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("one", 2L));
    }
    tracker.close();
    assertThat(tracker.stats()).isEqualTo(new ResourceTracker.Stats(1, 0, 2, 1));
    assertThatIllegalStateException()
        .isThrownBy(() -> tracker.open("late"))
        .withMessage("streams is closed");
  }

  @Test
  void theTrackerWaitsForWhatIsOpen() throws Exception {
    ResourceTracker tracker = new ResourceTracker("streams");
    ResourceTracker.Resource slow = tracker.open("slow");
    CountDownLatch closing = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              closing.countDown();
              tracker.close(DAY);
            });
    closer.start();
    Eventually.down(closing);
    slow.close();
    slow.close();
    closer.join();
    assertThat(tracker.stats().open()).isZero();
  }

  @Test
  void theTrackerNamesWhatDidNotComplete() {
    ResourceTracker tracker = new ResourceTracker("streams");
    ResourceTracker.Resource stuck = tracker.open("orders of 42");
    stuck.operation();
    assertThatThrownBy(() -> tracker.close(SHORT))
        .isInstanceOfSatisfying(DrainTimeoutException.class, e -> assertThat(e.open()).hasSize(1))
        .hasMessageStartingWith("streams: 1 did not complete within 20 ms:\n  orders of 42, open")
        .hasMessageEndingWith("1 operations");
    stuck.close();
    tracker.close();
  }

  @Test
  void theGuardFollowsAStreamToItsEnd() throws Exception {
    StreamGuard guard = new StreamGuard("feeds");
    Consumer good = new Consumer(Long.MAX_VALUE);
    Consumer bad = new Consumer(Long.MAX_VALUE);
    try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>(executor, 8)) {
      guard.guard("good", source).subscribe(good);
      source.submit(1);
      source.submit(2);
    }
    Eventually.down(good.ended);
    SubmissionPublisher<Integer> failing = new SubmissionPublisher<>(executor, 8);
    guard.guard("bad", failing).subscribe(bad);
    failing.closeExceptionally(new IllegalStateException("source"));
    Eventually.down(bad.ended);
    guard.close(DAY);

    assertThat(good.items).containsExactly(1, 2);
    assertThat(bad.failure.get()).hasMessage("source");
    assertThat(guard.stats()).isEqualTo(new ResourceTracker.Stats(2, 0, 2, 1));
  }

  @Test
  void theGuardCancelsAndNamesWhatDoesNotComplete() throws Exception {
    StreamGuard guard = new StreamGuard("feeds");
    Consumer consumer = new Consumer(1);
    SubmissionPublisher<Integer> source = new SubmissionPublisher<>(executor, 8);
    guard.guard("endless", source).subscribe(consumer);
    Eventually.down(consumer.subscribed);

    assertThatThrownBy(() -> guard.close(SHORT))
        .isInstanceOf(DrainTimeoutException.class)
        .hasMessageContaining("endless, open since ");
    assertThat(guard.open()).isEmpty();
    Eventually.holds("the source is rid of it", () -> !source.hasSubscribers());

    Consumer late = new Consumer(1);
    guard.guard("late", source).subscribe(late);
    assertThat(late.failure.get()).isInstanceOf(IllegalStateException.class);
    guard.close();
    source.close();
  }

  @Test
  void theStreamDeliversAllItems() throws Exception {
    Consumer consumer = new Consumer(Long.MAX_VALUE);
    try (BoundedStream<Integer> stream = new BoundedStream<>(executor, 4)) {
      stream.subscribe(consumer);
      for (int i = 0; i < 1_000; i++) {
        assertThat(stream.send(i, DAY)).isTrue();
      }
    }
    Eventually.down(consumer.ended);
    assertThat(consumer.items).hasSize(1_000).isSorted();
    assertThat(consumer.failure.get()).isNull();
  }

  @Test
  void aWaitingProducerReturnsWhenTheConsumerLeaves() throws Exception {
    Consumer consumer = new Consumer(0);
    BoundedStream<Integer> stream = new BoundedStream<>(executor, 1);
    stream.subscribe(consumer);
    CountDownLatch full = new CountDownLatch(1);
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread producer =
        new Thread(
            () -> {
              try {
                int item = 0;
                boolean isSent = true;
                while (isSent) {
                  if (item == 2) {
                    full.countDown();
                  }
                  isSent = stream.send(item++, DAY);
                }
                outcome.set("gone");
              } catch (TimeoutException | InterruptedException e) {
                outcome.set(e);
              }
            });
    producer.start();
    Eventually.holds(
        "it waits for room",
        () ->
            producer.getState() == Thread.State.TIMED_WAITING
                || producer.getState() == Thread.State.WAITING);
    consumer.cancel();
    producer.join();

    assertThat(outcome.get()).isEqualTo("gone");
    assertThat(stream.isGone()).isTrue();
    assertThat(stream.send(7, DAY)).isFalse();
    stream.close();
  }

  @Test
  void aProducerWaitsAtMostForItsTimeout() throws Exception {
    BoundedStream<Integer> stream = new BoundedStream<>(executor, 1);
    assertThatThrownBy(() -> stream.send(1, SHORT))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no consumer within 20 ms");
    Consumer consumer = new Consumer(0);
    stream.subscribe(consumer);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                stream.send(i, SHORT);
              }
            })
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no space in the buffer within 20 ms");
    stream.close();
    assertThat(stream.send(3, DAY)).isFalse();
    consumer.cancel();
  }

  @Test
  void anInterruptEndsTheWaitOfAProducer() throws Exception {
    BoundedStream<Integer> stream = new BoundedStream<>(executor, 1);
    Consumer consumer = new Consumer(0);
    stream.subscribe(consumer);
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread producer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 100; i++) {
                  stream.send(i, DAY);
                }
              } catch (TimeoutException | InterruptedException e) {
                outcome.set(e);
              }
            });
    producer.start();
    producer.interrupt();
    producer.join();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    stream.close();
    consumer.cancel();
  }

  @Test
  void aSecondConsumerIsRefused() throws Exception {
    BoundedStream<Integer> stream = new BoundedStream<>(executor, 1);
    Consumer first = new Consumer(1);
    Consumer second = new Consumer(1);
    stream.subscribe(first);
    stream.subscribe(second);
    assertThat(second.failure.get()).hasMessage("the stream already has a consumer");
    stream.fail(new IllegalStateException("broken"));
    Eventually.down(first.ended);
    assertThat(first.failure.get()).hasMessage("broken");
    stream.close();
  }

  @Test
  void badArgumentsAreReportedInOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BoundedStream<>(executor, 0))
        .withMessage("capacity must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceTracker(""))
        .withMessage("the name must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreamGuard("g").close(SHORT.negated()))
        .withMessage("timeout must not be negative: PT-0.02S");
  }
}
