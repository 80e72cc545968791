package dev.loosethread.spotbugs.sample;

import java.util.concurrent.atomic.AtomicBoolean;

/** Anybody may use it. */
public class Beacon {
  private final AtomicBoolean started = new AtomicBoolean();
  private Thread beater;

  /** Starts. */
  public void start() {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    beater =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            });
    beater.start();
  }

  /** Stops. */
  public void stop() {
    beater.interrupt();
    started.set(false);
  }
}
