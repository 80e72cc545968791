package dev.loosethread.spotbugs.sample;

/** Starts a heartbeat that nothing stops. */
final class HeartbeatStarter {
  private final Heartbeat heartbeat = new Heartbeat();

  void begin() {
    heartbeat.start();
  }
}
