package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What runs between a start and the end that follows it. */
final class Run {
  private final String lifecycle;

  /** The one started last comes first. */
  private final Deque<ManagedTask> tasks = new ArrayDeque<>();

  /** How many callbacks are under way on each thread. */
  private final Map<Thread, Integer> callbacks = new HashMap<>();

  private boolean isStopping;

  Run(String lifecycle) {
    this.lifecycle = lifecycle;
  }

  /**
   * Starts a task; those that have ended are forgotten.
   *
   * @throws IllegalStateException if the run is being stopped
   */
  synchronized void add(ManagedTask task, Runnable start) {
    if (isStopping) {
      task.signal();
      throw new IllegalStateException(lifecycle + " has been stopped");
    }
    tasks.removeIf(ManagedTask::hasEnded);
    tasks.addFirst(task);
    start.run();
  }

  /** Runs a callback, unless the run is being stopped. */
  void call(Runnable callback) {
    synchronized (this) {
      if (isStopping) {
        return;
      }
      callbacks.merge(Thread.currentThread(), 1, Integer::sum);
    }
    try {
      callback.run();
    } finally {
      synchronized (this) {
        callbacks.computeIfPresent(Thread.currentThread(), (t, n) -> n == 1 ? null : n - 1);
        notifyAll();
      }
    }
  }

  synchronized List<TaskView> views() {
    List<TaskView> views = new ArrayList<>();
    tasks.descendingIterator().forEachRemaining(t -> views.add(t.view()));
    return views;
  }

  /** Whether a task still runs that was told to stop. */
  synchronized List<String> running() {
    return tasks.stream().filter(t -> !t.hasEnded()).map(ManagedTask::name).toList();
  }

  /**
   * Stops all tasks, those started last first: tells each and waits, for half of the time, then
   * interrupts those that are left and waits for the other half. Can be called again.
   *
   * @throws ShutdownTimeoutException if some still run
   */
  void stop(Duration timeout) {
    List<ManagedTask> toStop;
    synchronized (this) {
      isStopping = true;
      toStop = List.copyOf(tasks);
    }
    long begin = System.nanoTime();
    long nanos = Checks.nanos(timeout);
    boolean isInterrupted = false;
    try {
      for (ManagedTask task : toStop) {
        task.signal();
        task.await(begin + nanos / 2 - System.nanoTime());
      }
      awaitCallbacks(begin + nanos / 2);
    } catch (InterruptedException e) {
      // Whoever interrupts the end wants it soon: nobody is waited for any more.
      isInterrupted = true;
      toStop.forEach(ManagedTask::signal);
    }
    // One that stops itself has still to do whatever follows.
    toStop.stream()
        .filter(t -> !t.hasEnded() && !t.isCurrentThread())
        .forEach(ManagedTask::interrupt);
    try {
      for (ManagedTask task : toStop) {
        task.await(isInterrupted ? 0 : begin + nanos - System.nanoTime());
      }
      awaitCallbacks(begin + nanos);
    } catch (InterruptedException e) {
      isInterrupted = true;
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    Map<String, List<StackTraceElement>> left = new LinkedHashMap<>();
    for (ManagedTask task : toStop) {
      if (!task.hasEnded() && !task.isCurrentThread()) {
        left.put(task.name(), task.stack());
      }
    }
    if (!left.isEmpty()) {
      throw new ShutdownTimeoutException(lifecycle, timeout, left);
    }
  }

  /** Waits for callbacks that had begun before, those around this call excepted. */
  private synchronized void awaitCallbacks(long deadline) throws InterruptedException {
    while (callbacks.keySet().stream().anyMatch(t -> t != Thread.currentThread())) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
