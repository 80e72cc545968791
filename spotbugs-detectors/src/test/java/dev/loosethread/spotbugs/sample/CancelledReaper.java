package dev.loosethread.spotbugs.sample;

import java.util.Timer;
import java.util.TimerTask;

/** Each of these timers is cancelled, in one of the ways that people write it. */
public class CancelledReaper {

  public static class Plain implements AutoCloseable {
    private final Timer timer = new Timer();

    public void start(TimerTask task) {
      timer.schedule(task, 10);
    }

    @Override
    public void close() {
      timer.cancel();
    }
  }
}
