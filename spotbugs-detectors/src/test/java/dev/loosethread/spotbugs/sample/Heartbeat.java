package dev.loosethread.spotbugs.sample;

import java.util.concurrent.atomic.AtomicBoolean;

/** Can be stopped, by whoever calls stop(). */
class Heartbeat {
  private final AtomicBoolean started = new AtomicBoolean();
  private Thread beater;

  void start() {
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

  void stop() {
    beater.interrupt();
    started.set(false);
  }
}
