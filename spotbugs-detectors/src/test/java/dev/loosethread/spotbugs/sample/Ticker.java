package dev.loosethread.spotbugs.sample;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ticks from its start to its end. */
public class Ticker {
  private final AtomicBoolean started = new AtomicBoolean();
  private Timer timer;

  /** Starts to tick. */
  public void start() {
    if (started.compareAndSet(false, true)) {
      timer = new Timer();
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              Thread.onSpinWait();
            }
          },
          1000,
          1000);
    }
  }

  /** Ends. */
  public void stop() {
    timer.cancel();
    started.set(false);
  }
}
