package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The loops of workers and batchers over their queues. */
final class QueueLoops {
  private QueueLoops() {}

  /**
   * Handles one item after another. After a stop, the current item is handled; others stay queued.
   */
  static <T> void work(ManagedTask task, BlockingQueue<T> queue, Handler<? super T> handler) {
    while (!task.token().isCancelled()) {
      Optional<T> item = task.whileIdle(queue::take);
      if (item.isPresent()) {
        task.attempt(() -> handler.handle(item.get()));
      }
    }
  }

  /**
   * Collects items until the batch is full or its first item has waited long enough. After a stop,
   * flushes what is still queued.
   */
  static <T> void batch(
      ManagedTask task,
      int size,
      Duration maxWait,
      BlockingQueue<T> queue,
      Handler<? super List<T>> flush) {
    long waitNanos = Arguments.nanos(maxWait);
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
