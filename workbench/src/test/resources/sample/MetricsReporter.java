package sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An end method that forgets what start() created. */
public class MetricsReporter implements AutoCloseable {
  // finding: ScheduledExecutorNotShutDown
  private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
  // finding: ExecutorNotShutDown
  private final ExecutorService senders = Executors.newFixedThreadPool(2);
  private volatile boolean closed;

  public MetricsReporter(Runnable report) {
    ticks.scheduleAtFixedRate(() -> senders.execute(report), 1, 1, TimeUnit.SECONDS);
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
