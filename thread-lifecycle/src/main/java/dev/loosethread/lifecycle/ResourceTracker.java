package dev.loosethread.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is open, streams say, and at the end waits until all of it has completed, or tells
 * what has not.
 *
 * <pre>{@code
 * try (ResourceTracker.Resource stream = tracker.open("orders of " + customer)) {
 *   stream.operation();
 * }
 * }</pre>
 */
public final class ResourceTracker implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final String name;
  private final Set<Resource> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong operations = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();

  /** Guards that nothing is opened after the end has begun. */
  private final Object lock = new Object();

  private boolean isClosed;

  /** Creates a tracker with a name for its messages. */
  public ResourceTracker(String name) {
    this.name = Checks.name(name);
  }

  /**
   * Something that has not completed.
   *
   * @param name what it is
   * @param since when it was opened
   * @param operations how many operations it has been through
   */
  public record OpenResource(String name, Instant since, long operations) {}

  /**
   * Counts of one moment.
   *
   * @param opened how many were ever opened
   * @param open how many are open
   * @param operations how many operations all of them have been through
   * @param errors how many errors there were
   */
  public record Stats(long opened, int open, long operations, long errors) {}

  /** One that is open. */
  public final class Resource implements AutoCloseable {
    private final String what;
    private final Instant since = Instant.now();
    private final AtomicLong ownOperations = new AtomicLong();
    private final AtomicBoolean isCompleted = new AtomicBoolean();

    private Resource(String what) {
      this.what = what;
    }

    /** Counts an operation. */
    public void operation() {
      ownOperations.incrementAndGet();
      operations.incrementAndGet();
    }

    /** Counts an error; it stays open. */
    public void error() {
      errors.incrementAndGet();
    }

    /** Completes it; a second call does nothing. */
    @Override
    public void close() {
      if (isCompleted.compareAndSet(false, true)) {
        open.remove(this);
        synchronized (lock) {
          lock.notifyAll();
        }
      }
    }

    private OpenResource view() {
      return new OpenResource(what, since, ownOperations.get());
    }
  }

  /**
   * Opens one.
   *
   * @throws IllegalStateException if the tracker is closed
   */
  public Resource open(String what) {
    Objects.requireNonNull(what);
    synchronized (lock) {
      if (isClosed) {
        throw new IllegalStateException(name + " is closed");
      }
      Resource resource = new Resource(what);
      open.add(resource);
      opened.incrementAndGet();
      return resource;
    }
  }

  /** The counts of now. */
  public Stats stats() {
    return new Stats(opened.get(), open.size(), operations.get(), errors.get());
  }

  /** What is open, the oldest first. */
  public List<OpenResource> open() {
    return open.stream()
        .map(Resource::view)
        .sorted(Comparator.comparing(OpenResource::since))
        .toList();
  }

  /** Closes as {@link #close(Duration)} does, within 10 seconds. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /**
   * Lets nothing be opened any more, and waits until all that is open has completed. If the calling
   * thread is interrupted, it waits no longer, and stays interrupted. Can be called again.
   *
   * @param timeout how long to wait at most
   * @throws DrainTimeoutException if something has not completed
   * @throws IllegalArgumentException if the time is negative
   */
  public void close(Duration timeout) {
    if (!drain(Checks.notNegative(timeout, "timeout"))) {
      throw new DrainTimeoutException(name, timeout, open());
    }
  }

  /** Waits for the end of all; tells whether all have come to it. */
  boolean drain(Duration timeout) {
    long deadline = System.nanoTime() + Checks.nanos(timeout);
    synchronized (lock) {
      isClosed = true;
      try {
        while (!open.isEmpty()) {
          long nanos = deadline - System.nanoTime();
          if (nanos <= 0) {
            return false;
          }
          TimeUnit.NANOSECONDS.timedWait(lock, nanos);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return open.isEmpty();
      }
    }
    return true;
  }

  String name() {
    return name;
  }
}
