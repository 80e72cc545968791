package dev.loosethread.spotbugs.sample;

import java.util.Timer;

/** Detached first, then cancelled. */
public class CancelledThroughLocal {
  private Timer timer;

  public synchronized void start() {
    timer = new Timer();
  }

  public void stop() {
    Timer old;
    synchronized (this) {
      old = timer;
      timer = null;
    }
    if (old != null) {
      old.cancel();
    }
  }
}
