package dev.loosethread.spotbugs.sample;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Owns a thread from its birth on. */
public final class Poller implements AutoCloseable {
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  /** Starts to poll. */
  public Poller() {
    scheduler.scheduleWithFixedDelay(System::gc, 1, 1, TimeUnit.HOURS);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  /** Polls at once. */
  public void now() {
    System.gc();
  }
}
