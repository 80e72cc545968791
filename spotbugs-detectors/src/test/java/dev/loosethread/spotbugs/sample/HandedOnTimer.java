package dev.loosethread.spotbugs.sample;

import java.util.Collection;
import java.util.Timer;

/** Somebody else may cancel these. */
public class HandedOnTimer {

  public static class Returned {
    private final Timer timer = new Timer();

    public Timer timer() {
      return timer;
    }
  }

  public static class Injected {
    private final Timer timer;

    public Injected(Timer timer) {
      this.timer = timer;
    }

    public int purge() {
      return timer.purge();
    }
  }

  public static class Registered {
    private final Timer timer = new Timer();

    public Registered(Collection<Timer> registry) {
      registry.add(timer);
    }
  }
}
