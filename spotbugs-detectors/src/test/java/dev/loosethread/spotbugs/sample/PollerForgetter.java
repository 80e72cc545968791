package dev.loosethread.spotbugs.sample;

/** Makes pollers and ends none. */
final class PollerForgetter {
  private final Poller poller = new Poller();

  void poll() {
    poller.now();
  }

  void pollOnce() {
    Poller once = new Poller();
    once.now();
  }
}
