package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What workers and batchers do. */
final class Bodies {
  private Bodies() {}

  /** Takes item after item; one that was taken is handled, those that were not stay queued. */
  static <T> void work(ManagedTask task, BlockingQueue<T> queue, Handler<? super T> handler) {
    while (!task.token().isCancelled()) {
      Optional<T> item = task.whileIdle(queue::take);
      if (item.isPresent()) {
        task.attempt(() -> handler.handle(item.get()));
      }
    }
  }

  /**
   * Gathers items until there are enough or the first has waited long enough; at the end, what is
   * still queued is flushed too.
   */
  static <T> void batch(
      ManagedTask task,
      int size,
      Duration maxWait,
      BlockingQueue<T> queue,
      Handler<? super List<T>> flush) {
    long waitNanos = Checks.nanos(maxWait);
    while (!task.token().isCancelled()) {
      List<T> batch = new ArrayList<>();
      task.whileIdle(queue::take).ifPresent(batch::add);
      long deadline = System.nanoTime() + waitNanos;
      while (!batch.isEmpty() && batch.size() < size && !task.token().isCancelled()) {
        queue.drainTo(batch, size - batch.size());
        long left = deadline - System.nanoTime();
        if (batch.size() == size || left <= 0) {
          break;
        }
        Optional<T> next = task.whileIdle(() -> queue.poll(left, TimeUnit.NANOSECONDS));
        if (next.isEmpty()) {
          break;
        }
        batch.add(next.get());
      }
      flush(task, batch, flush);
    }
    List<T> rest = new ArrayList<>();
    while (queue.drainTo(rest, size) > 0) {
      flush(task, rest, flush);
      rest = new ArrayList<>();
    }
  }

  private static <T> void flush(ManagedTask task, List<T> batch, Handler<? super List<T>> flush) {
    if (!batch.isEmpty()) {
      task.attempt(() -> flush.handle(batch));
    }
  }
}
