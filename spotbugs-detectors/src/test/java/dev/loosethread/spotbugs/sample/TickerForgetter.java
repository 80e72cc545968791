package dev.loosethread.spotbugs.sample;

/** Starts a ticker and does not stop it. */
final class TickerForgetter implements AutoCloseable {
  private final Ticker ticker = new Ticker();

  void begin() {
    ticker.start();
  }

  @Override
  public void close() {
    System.gc();
  }
}
