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

/** The tasks and callbacks between a start and the next stop. */
final class LifecycleRun {
  private final String lifecycle;

  /** The tasks, last started first. */
  private final Deque<ManagedTask> tasks = new ArrayDeque<>();

  /** How many callbacks each thread is running. */
  private final Map<Thread, Integer> callbacks = new HashMap<>();

  private boolean isStopping;

  LifecycleRun(String lifecycle) {
    this.lifecycle = lifecycle;
  }

  /**
   * Starts a task. Removes those that have ended.
   *
   * @throws IllegalStateException if the run is stopping
   */
  synchronized void add(ManagedTask task, Runnable start) {
    if (isStopping) {
      task.cancel();
      throw new IllegalStateException(lifecycle + " is stopped");
    }
    tasks.removeIf(ManagedTask::hasEnded);
    tasks.addFirst(task);
    start.run();
  }

  /** Runs a callback, unless the run is stopping. */
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

  /** Returns the names of the tasks that have not ended. */
  synchronized List<String> running() {
    return tasks.stream().filter(t -> !t.hasEnded()).map(ManagedTask::name).toList();
  }

  /**
   * Stops all tasks, those started last first. Cancels their tokens and waits for half of the
   * timeout; then interrupts those that are left and waits for the other half. May be called again.
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
    long nanos = Arguments.nanos(timeout);
    boolean isInterrupted = false;
    try {
      for (ManagedTask task : toStop) {
        task.cancel();
        task.await(begin + nanos / 2 - System.nanoTime());
      }
      awaitCallbacks(begin + nanos / 2);
    } catch (InterruptedException e) {
      // An interrupt asks for a quick end: stop waiting.
      isInterrupted = true;
      toStop.forEach(ManagedTask::cancel);
    }
    // A task that called close() must be able to finish, so it is not interrupted.
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

  /** Waits for the callbacks that have begun, except those that made this call. */
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
