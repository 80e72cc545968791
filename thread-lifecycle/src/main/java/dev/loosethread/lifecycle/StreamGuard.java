package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/**
 * Tracks the streams that pass through it. {@link #close()} refuses new streams, waits for the open
 * ones, and then cancels and names those that did not complete.
 */
public final class StreamGuard implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ResourceTracker tracker;
  private final Set<Guarded<?>> streams = ConcurrentHashMap.newKeySet();

  /** Creates a guard. Messages contain its name. */
  public StreamGuard(String name) {
    this.tracker = new ResourceTracker(name);
  }

  /**
   * Wraps a publisher. Each subscription is a stream that is open until it completes, fails or is
   * cancelled. Each item counts as an operation. After the guard was closed, a subscriber gets an
   * {@link IllegalStateException} through {@code onError}.
   */
  public <T> Flow.Publisher<T> guard(String stream, Flow.Publisher<T> publisher) {
    Objects.requireNonNull(stream);
    Objects.requireNonNull(publisher);
    return subscriber -> {
      Objects.requireNonNull(subscriber);
      ResourceTracker.Resource resource;
      try {
        resource = tracker.open(stream);
      } catch (IllegalStateException e) {
        RefusedSubscription.signal(subscriber, e);
        return;
      }
      Guarded<T> guarded = new Guarded<>(subscriber, resource);
      streams.add(guarded);
      publisher.subscribe(guarded);
    };
  }

  /** Returns the current counts. */
  public ResourceTracker.Stats stats() {
    return tracker.stats();
  }

  /** Returns the open streams, oldest first. */
  public List<ResourceTracker.OpenResource> open() {
    return tracker.open();
  }

  /** Closes like {@link #close(Duration)} with a timeout of 10 seconds. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /**
   * Refuses new streams, waits for the open ones, and cancels those that are left. If the calling
   * thread is interrupted, the wait ends and the thread stays interrupted.
   *
   * @param timeout the maximum wait
   * @throws DrainTimeoutException if streams had to be cancelled; it names them
   * @throws IllegalArgumentException if the timeout is negative
   */
  public void close(Duration timeout) {
    if (!tracker.drain(Arguments.notNegative(timeout, "timeout"))) {
      List<ResourceTracker.OpenResource> left = tracker.open();
      streams.forEach(Guarded::cancel);
      if (!left.isEmpty()) {
        throw new DrainTimeoutException(tracker.name(), timeout, left);
      }
    }
  }

  /** A stream that passes through the guard. */
  private final class Guarded<T> implements Flow.Subscriber<T>, Flow.Subscription {
    private final Flow.Subscriber<? super T> subscriber;
    private final ResourceTracker.Resource resource;
    private volatile Flow.Subscription upstream = RefusedSubscription.EMPTY;
    private volatile boolean isCancelled;

    Guarded(Flow.Subscriber<? super T> subscriber, ResourceTracker.Resource resource) {
      this.subscriber = subscriber;
      this.resource = resource;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      upstream = subscription;
      if (isCancelled) {
        subscription.cancel();
      }
      subscriber.onSubscribe(this);
    }

    @Override
    public void onNext(T item) {
      resource.operation();
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      resource.error();
      try {
        subscriber.onError(failure);
      } finally {
        end();
      }
    }

    @Override
    public void onComplete() {
      try {
        subscriber.onComplete();
      } finally {
        end();
      }
    }

    @Override
    public void request(long n) {
      upstream.request(n);
    }

    @Override
    public void cancel() {
      isCancelled = true;
      try {
        upstream.cancel();
      } finally {
        end();
      }
    }

    private void end() {
      streams.remove(this);
      resource.close();
    }
  }
}
