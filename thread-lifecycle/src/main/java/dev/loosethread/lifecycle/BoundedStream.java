package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stream from one producer to one consumer with a bounded buffer between them. A producer that
 * waits for room is let go as soon as the consumer cancels or fails, or the stream is closed; it
 * never waits for ever.
 */
public final class BoundedStream<T> implements Flow.Publisher<T>, AutoCloseable {
  private final SubmissionPublisher<T> publisher;
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final AtomicBoolean isTaken = new AtomicBoolean();
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /**
   * Creates a stream.
   *
   * @param executor runs the consumer; the stream does not shut it down
   * @param capacity how many items may wait for the consumer; rounded up to a power of two
   * @throws IllegalArgumentException if the capacity is not positive
   */
  public BoundedStream(Executor executor, int capacity) {
    this.publisher =
        new SubmissionPublisher<>(
            Objects.requireNonNull(executor), Checks.positive(capacity, "capacity"));
  }

  /**
   * Lets the consumer in.
   *
   * @throws IllegalStateException through {@code onError}, if there is one already
   */
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber);
    if (!isTaken.compareAndSet(false, true)) {
      Refusal.of(subscriber, new IllegalStateException("the stream has a consumer already"));
      return;
    }
    publisher.subscribe(subscriber);
    subscribed.countDown();
  }

  /**
   * Sends an item, and waits for a consumer and for room if there is none.
   *
   * @param timeout how long to wait at most
   * @return whether it was sent; false if the consumer is gone or the stream is closed, so that
   *     there is nothing to produce any more
   * @throws TimeoutException if there was no consumer or no room in time
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if the time is negative
   */
  public boolean send(T item, Duration timeout) throws TimeoutException, InterruptedException {
    Objects.requireNonNull(item);
    long deadline = System.nanoTime() + Checks.nanos(Checks.notNegative(timeout, "timeout"));
    if (!subscribed.await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("no consumer within " + timeout.toMillis() + " ms");
    }
    if (isGone()) {
      return false;
    }
    int lag;
    try {
      lag =
          publisher.offer(
              item, Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS, null);
    } catch (IllegalStateException e) {
      // Closed while it waited.
      return false;
    }
    if (lag > 0) {
      return true;
    }
    if (isGone()) {
      return false;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    throw new TimeoutException("no room within " + timeout.toMillis() + " ms");
  }

  /** Whether nobody receives any more: the consumer has cancelled or failed, or it is closed. */
  public boolean isGone() {
    return isClosed.get() || subscribed.getCount() == 0 && !publisher.hasSubscribers();
  }

  /** Completes the stream; the consumer gets what is in the buffer. A second call does nothing. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      subscribed.countDown();
      publisher.close();
    }
  }

  /** Ends the stream with an error; the consumer gets it at once. */
  public void fail(Throwable failure) {
    if (isClosed.compareAndSet(false, true)) {
      subscribed.countDown();
      publisher.closeExceptionally(failure);
    }
  }
}
