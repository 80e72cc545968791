package dev.loosethread.spotbugs.sample;

/** Ends each poller that it makes. */
final class PollerCloser implements AutoCloseable {
  private final Poller poller = new Poller();

  void poll() {
    poller.now();
  }

  void pollOnce() {
    try (Poller once = new Poller()) {
      once.now();
    }
  }

  Poller pollLater() {
    Poller later = new Poller();
    later.now();
    return later;
  }

  @Override
  public void close() {
    poller.close();
  }
}
