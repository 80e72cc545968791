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
 * Owns all background work of a service.
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
 * <p>Tasks that are declared before the first start are started by each start. Tasks that are
 * declared while the lifecycle runs are started at once, for that run only. A stopped lifecycle
 * accepts no tasks until it is started again. All methods may be called from any thread, including
 * those of its tasks.
 */
public final class ThreadLifecycle implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.loosethread.lifecycle");

  private final String name;
  private final Duration closeTimeout;
  private final FailureHandler failureHandler;
  private final ThreadFactory factory;

  private final List<Consumer<LifecycleRun>> declared = new ArrayList<>();

  /** The current run; null before the first start and after a stop. */
  private LifecycleRun current;

  /** The run that was stopped last; some of its tasks may still run. */
  private LifecycleRun stopped;

  private long starts;

  /** Configures a lifecycle. */
  public static final class Builder {
    private final String name;
    private Duration closeTimeout = Duration.ofSeconds(10);
    private FailureHandler failureHandler =
        (task, failure) -> LOG.log(System.Logger.Level.WARNING, task + " failed", failure);
    private ThreadFactory factory = ThreadLifecycle::platformThread;

    private Builder(String name) {
      this.name = Arguments.name(name);
    }

    /**
     * Sets the timeout of {@link ThreadLifecycle#close()}; 10 seconds by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder closeTimeout(Duration atMost) {
      closeTimeout = Arguments.positive(atMost, "closeTimeout");
      return this;
    }

    /** Sets the handler of exceptions that tasks throw; by default they are logged as warnings. */
    public Builder onFailure(FailureHandler handler) {
      failureHandler = Objects.requireNonNull(handler);
      return this;
    }

    /**
     * Runs tasks on virtual threads.
     *
     * @throws UnsupportedOperationException before JDK 21
     */
    public Builder virtualThreads() {
      factory = VirtualThreads.factory();
      return this;
    }

    /** Creates the lifecycle without starting it. */
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
   * Returns a builder of a lifecycle.
   *
   * @param name the prefix of the names of its threads
   * @throws IllegalArgumentException if the name is blank
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * Starts the declared tasks in the order of declaration. If one cannot be started, those that
   * were started are stopped again.
   *
   * @return true if this call started the lifecycle; false if it was already running
   * @throws IllegalStateException if tasks of the previous run have not stopped yet
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
      LifecycleRun run = new LifecycleRun(name);
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

  /** Returns true if the lifecycle was started and not stopped. */
  public synchronized boolean isRunning() {
    return current != null;
  }

  /**
   * Runs a task once.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if the lifecycle is stopped
   */
  public void launch(String task, Task body) {
    Objects.requireNonNull(body);
    declare(task, t -> t.runOnce(() -> body.run(t.token())));
  }

  /**
   * Runs a task once per period, first after one period. Ticks that are due while the task still
   * runs are dropped. An exception does not end the ticker.
   *
   * @throws IllegalArgumentException if the name is blank or the period not positive
   * @throws IllegalStateException if the lifecycle is stopped
   */
  public void ticker(String task, Duration period, Task body) {
    Objects.requireNonNull(body);
    long nanos = Arguments.nanos(Arguments.positive(period, "the period of " + task));
    declare(task, t -> t.runEvery(nanos, () -> body.run(t.token())));
  }

  /**
   * Handles the items of a queue one after another. An exception does not end the worker. On close,
   * the current item is still handled; the others stay in the queue.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if the lifecycle is stopped
   */
  public <T> void worker(String task, BlockingQueue<T> queue, Handler<? super T> handler) {
    Objects.requireNonNull(queue);
    Objects.requireNonNull(handler);
    declare(task, t -> t.runLoop(() -> QueueLoops.work(t, queue, handler)));
  }

  /**
   * Flushes the items of a queue in batches, as soon as a batch is full or its first item has
   * waited for the maximum time. An exception does not end the batcher. On close, it flushes what
   * is queued.
   *
   * @throws IllegalArgumentException if the name is blank, or the size or time is not positive
   * @throws IllegalStateException if the lifecycle is stopped
   */
  public <T> void batcher(
      String task,
      int size,
      Duration maxWait,
      BlockingQueue<T> queue,
      Handler<? super List<T>> flush) {
    Arguments.positive(size, "the size of " + task);
    Arguments.positive(maxWait, "the maxWait of " + task);
    Objects.requireNonNull(queue);
    Objects.requireNonNull(flush);
    declare(task, t -> t.runLoop(() -> QueueLoops.batch(t, size, maxWait, queue, flush)));
  }

  /**
   * Calls back when the content of a file changes or the file appears, once it has been unchanged
   * for 50 milliseconds. A typical file is a certificate or a configuration. The task is named
   * after the file. If the file system sends no events, the file is checked every 2 seconds.
   *
   * @throws IllegalStateException if the lifecycle is stopped
   */
  public void watcher(Path file, Handler<Path> callback) {
    Objects.requireNonNull(callback);
    declare(
        "watcher of " + file.getFileName(),
        t -> {
          FileWatcher watch = new FileWatcher(file, t, callback);
          t.runLoop(watch::run);
        });
  }

  /**
   * Wraps a callback for use by other code. It runs only during the current run, or during the next
   * one if nothing runs now; afterwards it does nothing. {@link #close()} waits for calls that have
   * begun.
   */
  public synchronized Runnable callback(Runnable body) {
    Objects.requireNonNull(body);
    long of = current == null ? starts + 1 : starts;
    return () -> {
      LifecycleRun run;
      synchronized (this) {
        run = starts == of ? current : null;
      }
      if (run != null) {
        run.call(body);
      }
    };
  }

  /** Returns the tasks in the order of start. Tasks that have ended are removed eventually. */
  public List<TaskView> tasks() {
    LifecycleRun run;
    synchronized (this) {
      run = current != null ? current : stopped;
    }
    return run == null ? List.of() : run.views();
  }

  /** Stops all tasks like {@link #close(Duration)}, with the timeout of the builder. */
  @Override
  public void close() {
    close(closeTimeout);
  }

  /**
   * Stops all tasks, those started last first. Cancels their tokens and waits for half of the
   * timeout; then interrupts those that are left and waits for the other half. Does nothing if
   * nothing runs.
   *
   * <p>A task may call it, and is then not waited for. If the calling thread is interrupted, the
   * tasks are interrupted, the wait ends, and the thread stays interrupted.
   *
   * @param timeout the maximum wait
   * @throws ShutdownTimeoutException if some tasks still run; another call tries again
   * @throws IllegalArgumentException if the timeout is negative
   */
  public void close(Duration timeout) {
    Arguments.notNegative(timeout, "timeout");
    LifecycleRun run;
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
    Arguments.name(task);
    Consumer<LifecycleRun> declaration =
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
        // A task that is stopping may declare more tasks; the next start must not begin them.
        throw new IllegalStateException(name + " is stopped; start it before declaring " + task);
      }
    }
  }

  /** Creates a non-daemon thread, whatever thread calls: it is the job of this class to end it. */
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
