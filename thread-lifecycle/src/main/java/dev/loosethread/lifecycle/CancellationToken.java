package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a task to stop. A task that checks its token stops without an interrupt. */
public final class CancellationToken {
  private final CountDownLatch cancelled = new CountDownLatch(1);

  CancellationToken() {}

  /** Returns true if the task has to stop. */
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /**
   * Sleeps until the time has passed or the task has to stop.
   *
   * @return true if the whole time has passed; false if the task has to stop
   * @throws InterruptedException if the task is interrupted, which happens if it did not stop in
   *     time
   */
  public boolean sleep(Duration time) throws InterruptedException {
    return !cancelled.await(Arguments.nanos(time), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the task if it has to stop.
   *
   * @throws InterruptedException if the task has to stop
   */
  public void throwIfCancelled() throws InterruptedException {
    if (isCancelled()) {
      throw new InterruptedException("the task was cancelled");
    }
  }

  void cancel() {
    cancelled.countDown();
  }
}
