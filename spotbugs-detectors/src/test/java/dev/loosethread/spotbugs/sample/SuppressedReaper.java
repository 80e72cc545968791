package dev.loosethread.spotbugs.sample;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.Timer;

/** Says of one of its timers that it is meant to stay. */
public class SuppressedReaper {
  @SuppressFBWarnings("LT_TIMER_NOT_CANCELLED")
  private final Timer meant = new Timer();

  private final Timer forgotten = new Timer();

  public int purge() {
    return meant.purge() + forgotten.purge();
  }
}
