package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/**
 * Keeps count of the streams that go through it, and ends with them: {@link #close()} lets no new
 * one begin, waits for those that are open, and then cancels and names those that never completed.
 */
public final class StreamGuard implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ResourceTracker tracker;
  private final Set<Guarded<?>> streams = ConcurrentHashMap.newKeySet();

  /** Creates a guard with a name for its messages. */
  public StreamGuard(String name) {
    this.tracker = new ResourceTracker(name);
  }

  /**
   * Wraps a publisher: each subscription is a stream that is open until it completes, fails or is
   * cancelled; each item is an operation. One that subscribes after the end is refused with an
   * {@link IllegalStateException}, through {@code onError}.
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
        Refusal.of(subscriber, e);
        return;
      }
      Guarded<T> guarded = new Guarded<>(subscriber, resource);
      streams.add(guarded);
      publisher.subscribe(guarded);
    };
  }

  /** The counts of now. */
  public ResourceTracker.Stats stats() {
    return tracker.stats();
  }

  /** What is open, the oldest first. */
  public List<ResourceTracker.OpenResource> open() {
    return tracker.open();
  }

  /** Closes as {@link #close(Duration)} does, within 10 seconds. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /**
   * Lets no stream begin any more, waits for those that are open, and cancels those that are left.
   * If the calling thread is interrupted, it waits no longer, and stays interrupted.
   *
   * @param timeout how long to wait at most
   * @throws DrainTimeoutException if some had to be cancelled; it names them
   * @throws IllegalArgumentException if the time is negative
   */
  public void close(Duration timeout) {
    if (!tracker.drain(Checks.notNegative(timeout, "timeout"))) {
      List<ResourceTracker.OpenResource> left = tracker.open();
      streams.forEach(Guarded::cancel);
      if (!left.isEmpty()) {
        throw new DrainTimeoutException(tracker.name(), timeout, left);
      }
    }
  }

  /** A stream on its way through. */
  private final class Guarded<T> implements Flow.Subscriber<T>, Flow.Subscription {
    private final Flow.Subscriber<? super T> subscriber;
    private final ResourceTracker.Resource resource;
    private volatile Flow.Subscription upstream = Refusal.NOTHING;
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
