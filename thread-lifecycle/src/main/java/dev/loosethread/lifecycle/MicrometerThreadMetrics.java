package dev.loosethread.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;

/**
 * Shows what a {@link ThreadMonitor} sampled last as Micrometer's gauges: {@code
 * loosethread.threads}, with a tag {@code group} for each group, and {@code
 * loosethread.threads.growth} in per cent an hour. The only class here that needs Micrometer.
 */
public final class MicrometerThreadMetrics implements MeterBinder {
  private static final String THREADS = "loosethread.threads";

  private final ThreadMonitor monitor;

  /** Creates a binder; the monitor is to be started by whoever has it. */
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
        .description("Growth of the number of threads, in per cent an hour")
        .register(registry);
  }

  private static double known(int threads) {
    return threads < 0 ? Double.NaN : threads;
  }
}
