package sample;

import java.util.Timer;
import java.util.TimerTask;

/** A timer that nobody cancels, and one that somebody does. */
public class SessionReaper {
  // finding: TimerNotCancelled
  private final Timer reaper = new Timer("reaper");
  private final Timer probe = new Timer("probe");

  public void watch(Runnable reap) {
    // finding: PeriodicTaskMayThrow
    reaper.schedule(
        new TimerTask() {
          @Override
          public void run() {
            reap.run();
          }
        },
        1000,
        1000);
  }

  public void stop() {
    probe.cancel();
  }
}
