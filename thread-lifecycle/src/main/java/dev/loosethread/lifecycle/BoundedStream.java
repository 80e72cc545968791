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
 * A stream from one producer to one consumer with a bounded buffer. A producer never waits for
 * ever: it stops waiting for space in the buffer as soon as the consumer cancels or fails, or the
 * stream is closed.
 */
public final class BoundedStream<T> implements Flow.Publisher<T>, AutoCloseable {
  private final SubmissionPublisher<T> publisher;
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final AtomicBoolean isTaken = new AtomicBoolean();
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /**
   * Creates a stream.
   *
   * @param executor runs the consumer; it is not shut down by the stream
   * @param capacity how many items may wait for the consumer; rounded up to a power of two
   * @throws IllegalArgumentException if the capacity is not positive
   */
  public BoundedStream(Executor executor, int capacity) {
    this.publisher =
        new SubmissionPublisher<>(
            Objects.requireNonNull(executor), Arguments.positive(capacity, "capacity"));
  }

  /**
   * Subscribes the only consumer. Any other gets an {@link IllegalStateException} through {@code
   * onError}.
   */
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber);
    if (!isTaken.compareAndSet(false, true)) {
      RefusedSubscription.signal(
          subscriber, new IllegalStateException("the stream already has a consumer"));
      return;
    }
    publisher.subscribe(subscriber);
    subscribed.countDown();
  }

  /**
   * Sends an item. Waits for a consumer and for space in the buffer.
   *
   * @param timeout the maximum wait
   * @return true if the item was sent; false if the consumer is gone or the stream is closed, so
   *     that the producer can stop
   * @throws TimeoutException if there was no consumer or no space in time
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalArgumentException if the timeout is negative
   */
  public boolean send(T item, Duration timeout) throws TimeoutException, InterruptedException {
    Objects.requireNonNull(item);
    long deadline = System.nanoTime() + Arguments.nanos(Arguments.notNegative(timeout, "timeout"));
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
      // The stream was closed during the wait.
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
    throw new TimeoutException("no space in the buffer within " + timeout.toMillis() + " ms");
  }

  /** Returns true if the consumer has cancelled or failed, or the stream is closed. */
  public boolean isGone() {
    return isClosed.get() || (subscribed.getCount() == 0 && !publisher.hasSubscribers());
  }

  /**
   * Completes the stream. The consumer still gets the buffered items. A second call does nothing.
   */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      subscribed.countDown();
      publisher.close();
    }
  }

  /** Fails the stream. The consumer gets the error at once. */
  public void fail(Throwable failure) {
    if (isClosed.compareAndSet(false, true)) {
      subscribed.countDown();
      publisher.closeExceptionally(failure);
    }
  }
}
