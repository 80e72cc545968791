package dev.loosethread.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A running task. Each has its own executor, so that a slow task delays no other, and that each can
 * be stopped, awaited and interrupted separately.
 */
final class ManagedTask {
  private static final System.Logger LOG = System.getLogger("dev.loosethread.lifecycle");

  private final String name;
  private final FailureHandler failureHandler;
  private final Instant since = Instant.now();
  private final CancellationToken token = new CancellationToken();
  private final AtomicLong processed = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final ScheduledThreadPoolExecutor executor;
  private volatile Throwable lastFailure;
  private volatile Thread thread;

  /** The thread if it is waiting for work, so that an interrupt loses none. */
  private Thread idle;

  /** Creates a task whose executor creates its thread with a factory. */
  ManagedTask(String name, ThreadFactory factory, FailureHandler failureHandler) {
    this.name = name;
    this.failureHandler = failureHandler;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            body -> {
              Thread made = factory.newThread(body);
              thread = made;
              return made;
            });
  }

  String name() {
    return name;
  }

  CancellationToken token() {
    return token;
  }

  /** Runs a body once. */
  void runOnce(Body body) {
    executor.execute(() -> attempt(body));
    // The thread ends after the body.
    executor.shutdown();
  }

  /** Runs a body that calls {@link #attempt} for each item. */
  void runLoop(Body body) {
    executor.execute(
        () -> {
          try {
            body.run();
          } catch (InterruptedException e) {
            // The task is being stopped, and ends here.
            Thread.currentThread().interrupt();
          } catch (Throwable e) {
            failed(e);
          }
        });
    executor.shutdown();
  }

  /** Runs a body at each tick. Ticks that are due while the body runs are dropped. */
  @SuppressWarnings("FutureReturnValueIgnored") // A tick reports its failure itself.
  void runEvery(long periodNanos, Body body) {
    long[] lastBegin = {System.nanoTime() - periodNanos};
    executor.scheduleAtFixedRate(
        () -> {
          long now = System.nanoTime();
          // The executor catches up on missed ticks in a burst.
          if (now - lastBegin[0] > periodNanos / 2) {
            lastBegin[0] = now;
            attempt(body);
          }
        },
        periodNanos,
        periodNanos,
        TimeUnit.NANOSECONDS);
  }

  /** The code of a task. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  /** A call that may block until there is work. */
  @FunctionalInterface
  interface Wait<T> {
    T get() throws InterruptedException;
  }

  /** Runs a body and passes its exception to the failure handler. */
  void attempt(Body body) {
    try {
      body.run();
    } catch (InterruptedException e) {
      if (token.isCancelled()) {
        Thread.currentThread().interrupt();
        return;
      }
      failed(e);
    } catch (Throwable e) {
      failed(e);
    } finally {
      processed.incrementAndGet();
    }
  }

  private void failed(Throwable failure) {
    failures.incrementAndGet();
    lastFailure = failure;
    try {
      failureHandler.failed(name, failure);
    } catch (Throwable e) {
      e.addSuppressed(failure);
      LOG.log(System.Logger.Level.ERROR, "the failure handler failed for task " + name, e);
    }
  }

  /**
   * Waits for work. A stop ends the wait.
   *
   * @return the work; empty if the task has to stop
   */
  <T> Optional<T> whileIdle(Wait<T> wait) {
    synchronized (this) {
      if (token.isCancelled()) {
        return Optional.empty();
      }
      idle = Thread.currentThread();
    }
    T item = null;
    try {
      item = wait.get();
    } catch (InterruptedException e) {
      if (!token.isCancelled()) {
        failed(e);
      }
    } finally {
      synchronized (this) {
        idle = null;
        if (token.isCancelled()) {
          // The interrupt was to end the wait. It must not disturb work that arrived even so.
          Thread.interrupted();
        }
      }
    }
    return Optional.ofNullable(item);
  }

  /** Tells the task to stop. */
  void cancel() {
    token.cancel();
    synchronized (this) {
      if (idle != null) {
        idle.interrupt();
      }
    }
    executor.shutdown();
  }

  void interrupt() {
    executor.shutdownNow();
  }

  /** Waits for the end of the task, unless the task itself makes the call. */
  void await(long nanos) throws InterruptedException {
    if (isCurrentThread()) {
      return;
    }
    long deadline = System.nanoTime() + Math.max(0, nanos);
    Thread last = thread;
    if (executor.awaitTermination(Math.max(0, nanos), TimeUnit.NANOSECONDS) && last != null) {
      // The executor terminates a moment before its thread does.
      TimeUnit.NANOSECONDS.timedJoin(last, Math.max(1, deadline - System.nanoTime()));
    }
  }

  boolean hasEnded() {
    Thread last = thread;
    return executor.isTerminated() && (last == null || !last.isAlive());
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  List<StackTraceElement> stack() {
    Thread of = thread;
    return of == null ? List.of() : List.of(of.getStackTrace());
  }

  TaskView view() {
    TaskView.State state =
        hasEnded()
            ? TaskView.State.ENDED
            : token.isCancelled() ? TaskView.State.STOPPING : TaskView.State.RUNNING;
    return new TaskView(
        name, state, since, processed.get(), failures.get(), Optional.ofNullable(lastFailure));
  }
}
