package dev.loosethread.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;

/**
 * Publishes the last sample of a {@link ThreadMonitor} as Micrometer gauges: {@code
 * loosethread.threads}, with a tag {@code group}, and {@code loosethread.threads.growth} in percent
 * per hour. This is the only class here that needs Micrometer.
 */
public final class MicrometerThreadMetrics implements MeterBinder {
  private static final String THREADS = "loosethread.threads";

  private final ThreadMonitor monitor;

  /** Creates a binder. It does not start the monitor. */
  public MicrometerThreadMetrics(ThreadMonitor monitor) {
    this.monitor = Objects.requireNonNull(monitor);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(THREADS, monitor, m -> known(m.getThreads()))
        .description("Live platform threads")
        .tag("group", "all")
        .register(registry);
    for (String group : monitor.groups()) {
      Gauge.builder(THREADS, monitor, m -> m.getGroups().getOrDefault(group, 0))
          .description("Live platform threads")
          .tag("group", group)
          .register(registry);
    }
    Gauge.builder("loosethread.threads.growth", monitor, ThreadMonitor::getGrowthPercentPerHour)
        .description("Growth of the number of threads, in percent per hour")
        .register(registry);
  }

  private static double known(int threads) {
    return threads < 0 ? Double.NaN : threads;
  }
}
