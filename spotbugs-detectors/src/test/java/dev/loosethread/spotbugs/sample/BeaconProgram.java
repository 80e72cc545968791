package dev.loosethread.spotbugs.sample;

/** A whole program. */
public final class BeaconProgram {
  private BeaconProgram() {}

  /** Begins. */
  public static void main(String[] arguments) {
    new BeaconStarter().begin();
  }
}
