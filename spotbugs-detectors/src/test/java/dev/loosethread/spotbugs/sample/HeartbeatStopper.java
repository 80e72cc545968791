package dev.loosethread.spotbugs.sample;

/** Stops the heartbeat that it starts. */
final class HeartbeatStopper {
  private final Heartbeat heartbeat = new Heartbeat();

  void beatWhile(Runnable work) {
    heartbeat.start();
    try {
      work.run();
    } finally {
      heartbeat.stop();
    }
  }
}
