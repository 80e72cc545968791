package dev.loosethread.spotbugs.sample;

import java.util.Timer;
import java.util.TimerTask;

/** Each of these three timers outlives its owner. */
public class LeakyReaper {
  private final Timer inInitialiser = new Timer("reaper", true);
  private final Timer throughLocal;
  private Timer restarted;

  public LeakyReaper() {
    Timer local = new Timer();
    local.purge();
    throughLocal = local;
  }

  public void start(TimerTask task) {
    if (restarted == null) {
      restarted = new Timer();
    }
    restarted.schedule(task, 10, 10);
    inInitialiser.schedule(task, 10);
    throughLocal.purge();
  }

  public void stop() {
    inInitialiser.purge();
    restarted = null;
  }
}
