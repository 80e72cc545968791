package com.example;

import java.util.Timer;
import java.util.TimerTask;

/** Each of its objects leaves a thread behind. */
public class Sessions {
  private final Timer reaper = new Timer("reaper", true);

  /** Ends with the program, which makes one: the source says so. */
  @SuppressWarnings("TimerNotCancelled")
  private final Timer statistics = new Timer("statistics", true);

  public void expireAfter(long milliseconds, Runnable session) {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            session.run();
          }
        };
    reaper.schedule(task, milliseconds);
    statistics.purge();
  }
}
