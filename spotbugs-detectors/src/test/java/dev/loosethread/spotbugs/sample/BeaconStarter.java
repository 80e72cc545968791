package dev.loosethread.spotbugs.sample;

/** Starts a beacon that nothing stops. */
final class BeaconStarter {
  private final Beacon beacon = new Beacon();

  void begin() {
    beacon.start();
  }
}
