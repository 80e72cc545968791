package dev.loosethread.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The owner of all background work of a service.
 *
 * <pre>{@code
 * private final ThreadLifecycle threads = ThreadLifecycle.named("orders").create();
 *
 * OrderService() {
 *   threads.ticker("heartbeat", Duration.ofSeconds(5), token -> beat());
 *   threads.worker("sender", queue, this::send);
 * }
 *
 * public void start() {
 *   threads.start();
 * }
 *
 * public void close() {
 *   threads.close();
 * }
 * }</pre>
 *
 * <p>Work that is declared before the first start is started by each start. Work that is declared
 * while the lifecycle runs is started at once, and belongs to that run alone. Once it was stopped,
 * it takes no work until it runs again. All methods may be called from any thread, those of its own
 * tasks included.
 */
public final class ThreadLifecycle implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.loosethread.lifecycle");

  private final String name;
  private final Duration closeTimeout;
  private final FailureHandler failureHandler;
  private final ThreadFactory factory;

  private final List<Consumer<Run>> declared = new ArrayList<>();

  /** What runs; null before the first start and after an end. */
  private Run current;

  /** What was stopped last, some of which may still run. */
  private Run stopped;

  private long starts;

  /** How a lifecycle is to be. */
  public static final class Builder {
    private final String name;
    private Duration closeTimeout = Duration.ofSeconds(10);
    private FailureHandler failureHandler =
        (task, failure) -> LOG.log(System.Logger.Level.WARNING, task + " failed", failure);
    private ThreadFactory factory = ThreadLifecycle::platformThread;

    private Builder(String name) {
      this.name = Checks.name(name);
    }

    /**
     * How long {@link ThreadLifecycle#close()} waits at most; 10 seconds if nothing is said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder closeTimeout(Duration atMost) {
      closeTimeout = Checks.positive(atMost, "closeTimeout");
      return this;
    }

    /** Who hears of what tasks throw; it is logged as a warning if nothing is said. */
    public Builder onFailure(FailureHandler handler) {
      failureHandler = Objects.requireNonNull(handler);
      return this;
    }

    /**
     * Runs tasks on virtual threads.
     *
     * @throws UnsupportedOperationException if the JDK has none, as before 21
     */
    public Builder virtualThreads() {
      factory = VirtualThreads.factory();
      return this;
    }

    /** Creates the lifecycle; nothing runs yet. */
    public ThreadLifecycle create() {
      return new ThreadLifecycle(this);
    }
  }

  private ThreadLifecycle(Builder builder) {
    this.name = builder.name;
    this.closeTimeout = builder.closeTimeout;
    this.failureHandler = builder.failureHandler;
    this.factory = builder.factory;
  }

  /**
   * Begins to describe a lifecycle.
   *
   * @param name what the names of its threads begin with
   * @throws IllegalArgumentException if the name is blank
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * Starts what is declared, in the order of declaration. If something cannot be started, nothing
   * runs afterwards.
   *
   * @return whether this call started it; false if it ran already
   * @throws IllegalStateException if tasks of the run before still have not stopped
   */
  public boolean start() {
    synchronized (this) {
      if (current != null) {
        return false;
      }
      List<String> old = stopped == null ? List.of() : stopped.running();
      if (!old.isEmpty()) {
        throw new IllegalStateException(
            name + " cannot start while these tasks still run: " + String.join(", ", old));
      }
      stopped = null;
      Run run = new Run(name);
      boolean isStarted = false;
      try {
        declared.forEach(d -> d.accept(run));
        current = run;
        starts++;
        isStarted = true;
      } finally {
        if (!isStarted) {
          stopped = run;
          run.stop(closeTimeout);
        }
      }
    }
    return true;
  }

  /** Whether it was started and not stopped. */
  public synchronized boolean isRunning() {
    return current != null;
  }

  /**
   * Runs a task once, from start to its own end.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if it was stopped and not started again
   */
  public void launch(String task, Task body) {
    Objects.requireNonNull(body);
    declare(task, t -> t.runOnce(() -> body.run(t.token())));
  }

  /**
   * Runs a task once a period, first when one period has passed. Ticks that are missed while it
   * runs are dropped; what it throws does not end it.
   *
   * @throws IllegalArgumentException if the name is blank or the period not positive
   * @throws IllegalStateException if it was stopped and not started again
   */
  public void ticker(String task, Duration period, Task body) {
    Objects.requireNonNull(body);
    long nanos = Checks.nanos(Checks.positive(period, "the period of " + task));
    declare(task, t -> t.runEvery(nanos, () -> body.run(t.token())));
  }

  /**
   * Handles item after item of a queue; what the handler throws does not end it. At the end, an
   * item that was taken is still handled; the others stay in the queue.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if it was stopped and not started again
   */
  public <T> void worker(String task, BlockingQueue<T> queue, Handler<? super T> handler) {
    Objects.requireNonNull(queue);
    Objects.requireNonNull(handler);
    declare(task, t -> t.runLoop(() -> Bodies.work(t, queue, handler)));
  }

  /**
   * Flushes items of a queue together, as soon as there are enough or the first has waited for the
   * longest time; what the handler throws does not end it. At the end, what is queued is flushed.
   *
   * @throws IllegalArgumentException if the name is blank, or size or time are not positive
   * @throws IllegalStateException if it was stopped and not started again
   */
  public <T> void batcher(
      String task,
      int size,
      Duration maxWait,
      BlockingQueue<T> queue,
      Handler<? super List<T>> flush) {
    Checks.positive(size, "the size of " + task);
    Checks.positive(maxWait, "the maxWait of " + task);
    Objects.requireNonNull(queue);
    Objects.requireNonNull(flush);
    declare(task, t -> t.runLoop(() -> Bodies.batch(t, size, maxWait, queue, flush)));
  }

  /**
   * Calls back when a file, a certificate or a configuration say, has a new content or appears,
   * once it stays as it is for 50 milliseconds; the task is named like the file. Where the file
   * system sends no events, it is looked at every 2 seconds.
   *
   * @throws IllegalStateException if it was stopped and not started again
   */
  public void watcher(Path file, Handler<Path> callback) {
    Objects.requireNonNull(callback);
    declare(
        "watcher of " + file.getFileName(),
        t -> {
          FileWatch watch = new FileWatch(file, t, callback);
          t.runLoop(watch::run);
        });
  }

  /**
   * Makes a callback that does nothing once the lifecycle was stopped, not even after a further
   * start; made before a start, it belongs to that. {@link #close()} waits for calls that have
   * begun.
   */
  public synchronized Runnable callback(Runnable body) {
    Objects.requireNonNull(body);
    long of = current == null ? starts + 1 : starts;
    return () -> {
      Run run;
      synchronized (this) {
        run = starts == of ? current : null;
      }
      if (run != null) {
        run.call(body);
      }
    };
  }

  /** What runs, in the order of start; tasks that have ended are forgotten sooner or later. */
  public List<TaskView> tasks() {
    Run run;
    synchronized (this) {
      run = current != null ? current : stopped;
    }
    return run == null ? List.of() : run.views();
  }

  /**
   * Stops everything, as {@link #close(Duration)} does, within the time that the builder was told.
   */
  @Override
  public void close() {
    close(closeTimeout);
  }

  /**
   * Stops everything, what was started last first: tells the tasks to stop and waits for half of
   * the time, then interrupts those that are left and waits for the other half. Does nothing if
   * nothing runs. A task may call it; it is not waited for then. If the calling thread is
   * interrupted, the tasks are interrupted and no longer waited for, and the thread stays
   * interrupted.
   *
   * @param timeout how long to wait at most
   * @throws ShutdownTimeoutException if some tasks still run; another call tries once more
   * @throws IllegalArgumentException if the time is negative
   */
  public void close(Duration timeout) {
    Checks.notNegative(timeout, "timeout");
    Run run;
    synchronized (this) {
      if (current != null) {
        stopped = current;
        current = null;
      }
      run = stopped;
    }
    if (run != null) {
      run.stop(timeout);
    }
  }

  private void declare(String task, Consumer<ManagedTask> start) {
    Checks.name(task);
    Consumer<Run> declaration =
        run -> {
          ManagedTask managed =
              new ManagedTask(task, body -> named(factory.newThread(body), task), failureHandler);
          run.add(managed, () -> start.accept(managed));
        };
    synchronized (this) {
      if (current != null) {
        declaration.accept(current);
      } else if (starts == 0) {
        declared.add(declaration);
      } else {
        // A task that was told to stop may still ask for more; the next start must not begin it.
        throw new IllegalStateException(name + " has been stopped, and takes no " + task);
      }
    }
  }

  /** One that keeps the JVM alive, whoever asks for it: to end it is what this class is for. */
  private static Thread platformThread(Runnable body) {
    Thread thread = new Thread(body);
    thread.setDaemon(false);
    return thread;
  }

  private Thread named(Thread thread, String task) {
    thread.setName(name + "/" + task);
    return thread;
  }
}
