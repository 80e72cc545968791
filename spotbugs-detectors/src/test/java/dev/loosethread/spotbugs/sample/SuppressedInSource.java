package dev.loosethread.spotbugs.sample;

import java.util.Timer;

/** Says in its source which findings it does not want. */
class SuppressedInSource {
  @SuppressWarnings("TimerNotCancelled")
  private final Timer byName = new Timer("a");

  @SuppressWarnings({"unused", "LT_TIMER_NOT_CANCELLED"})
  private final Timer byType = new Timer("b");

  @SuppressWarnings("UnguardedStart")
  private final Timer byAnother = new Timer("c");

  @SuppressWarnings("TimerNotCancelled")
  void suppressed() {
    Timer local = new Timer("d");
    local.purge();
  }

  void reported() {
    Timer local = new Timer("e");
    local.purge();
  }

  void suppressedAtTheVariable() {
    @SuppressWarnings("TimerNotCancelled")
    Timer local = new Timer("f");
    local.purge();
  }

  /** Wants none of them. */
  @SuppressWarnings("TimerNotCancelled")
  static class Inner {
    private final Timer quiet = new Timer("g");

    Timer quiet() {
      quiet.purge();
      return null;
    }
  }
}
