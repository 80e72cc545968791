package dev.loosethread.spotbugs.sample;

/** Stops the ticker that it starts. */
final class TickerStopper implements AutoCloseable {
  private final Ticker ticker = new Ticker();

  void begin() {
    ticker.start();
  }

  @Override
  public void close() {
    ticker.stop();
  }
}
