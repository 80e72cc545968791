package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a task that it is to stop. A task that listens is stopped without being interrupted. */
public final class CancellationToken {
  private final CountDownLatch cancelled = new CountDownLatch(1);

  CancellationToken() {}

  /** Whether the task is to stop. */
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /**
   * Sleeps, but no longer than until the task is to stop.
   *
   * @return whether the whole time has passed; false if the task is to stop
   * @throws InterruptedException if the task is interrupted, which comes after it was told to stop
   */
  public boolean sleep(Duration time) throws InterruptedException {
    return !cancelled.await(Checks.nanos(time), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the task if it is to stop.
   *
   * @throws InterruptedException if it is
   */
  public void throwIfCancelled() throws InterruptedException {
    if (isCancelled()) {
      throw new InterruptedException("the task is to stop");
    }
  }

  void cancel() {
    cancelled.countDown();
  }
}
