package dev.loosethread.spotbugs.sample;

/** Ends its superclass's pool. */
public class PoolEnder extends PoolEndedBySubclass implements AutoCloseable {
  @Override
  public void close() {
    pool.shutdown();
  }
}
