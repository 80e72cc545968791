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
 * Counts open resources, such as streams. {@link #close()} waits until all have completed, or names
 * those that have not.
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

  /** Ensures that no resource is opened after the tracker was closed. */
  private final Object lock = new Object();

  private boolean isClosed;

  /** Creates a tracker. Messages contain its name. */
  public ResourceTracker(String name) {
    this.name = Arguments.name(name);
  }

  /**
   * A resource that has not completed.
   *
   * @param name its name
   * @param since when it was opened
   * @param operations how many operations it has performed
   */
  public record OpenResource(String name, Instant since, long operations) {}

  /**
   * The counts at one moment.
   *
   * @param opened how many resources were ever opened
   * @param open how many resources are open
   * @param operations how many operations all resources have performed
   * @param errors how many errors all resources have reported
   */
  public record Stats(long opened, int open, long operations, long errors) {}

  /** An open resource. */
  public final class Resource implements AutoCloseable {
    private final String resourceName;
    private final Instant since = Instant.now();
    private final AtomicLong ownOperations = new AtomicLong();
    private final AtomicBoolean isCompleted = new AtomicBoolean();

    private Resource(String resourceName) {
      this.resourceName = resourceName;
    }

    /** Counts an operation. */
    public void operation() {
      ownOperations.incrementAndGet();
      operations.incrementAndGet();
    }

    /** Counts an error. The resource stays open. */
    public void error() {
      errors.incrementAndGet();
    }

    /** Completes the resource. A second call does nothing. */
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
      return new OpenResource(resourceName, since, ownOperations.get());
    }
  }

  /**
   * Opens a resource.
   *
   * @throws IllegalStateException if the tracker is closed
   */
  public Resource open(String resourceName) {
    Objects.requireNonNull(resourceName);
    synchronized (lock) {
      if (isClosed) {
        throw new IllegalStateException(name + " is closed");
      }
      Resource resource = new Resource(resourceName);
      open.add(resource);
      opened.incrementAndGet();
      return resource;
    }
  }

  /** Returns the current counts. */
  public Stats stats() {
    return new Stats(opened.get(), open.size(), operations.get(), errors.get());
  }

  /** Returns the open resources, oldest first. */
  public List<OpenResource> open() {
    return open.stream()
        .map(Resource::view)
        .sorted(Comparator.comparing(OpenResource::since))
        .toList();
  }

  /** Closes like {@link #close(Duration)} with a timeout of 10 seconds. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /**
   * Refuses new resources, and waits until the open ones have completed. If the calling thread is
   * interrupted, the wait ends and the thread stays interrupted. May be called again.
   *
   * @param timeout the maximum wait
   * @throws DrainTimeoutException if resources have not completed; it names them
   * @throws IllegalArgumentException if the timeout is negative
   */
  public void close(Duration timeout) {
    if (!drain(Arguments.notNegative(timeout, "timeout"))) {
      throw new DrainTimeoutException(name, timeout, open());
    }
  }

  /** Refuses new resources and waits for the open ones. Returns true if all have completed. */
  boolean drain(Duration timeout) {
    long deadline = System.nanoTime() + Arguments.nanos(timeout);
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
