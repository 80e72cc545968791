package dev.loosethread.lifecycle;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Samples how many threads there are, and tells when they are too many or become more and more: a
 * service that loses a few an hour is seen days before it dies.
 */
public final class ThreadMonitor implements AutoCloseable, ThreadMonitorMXBean {
  private static final System.Logger LOG = System.getLogger("dev.loosethread.lifecycle");
  private static final long DEFAULT_SAMPLES = 1_000;
  private static final long MAX_SAMPLES = 100_000;
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final String name;
  private final int maxSamples;
  private final Map<String, Pattern> groups;
  private final int threshold;
  private final double maxGrowth;
  private final Duration window;
  private final Consumer<ThreadAlert> onAlert;
  private final ThreadLifecycle lifecycle;

  private final Deque<ThreadSample> history = new ArrayDeque<>();
  private final AtomicBoolean isAboveThreshold = new AtomicBoolean();
  private final AtomicBoolean isAboveGrowth = new AtomicBoolean();
  private ObjectName bean;

  /** How a monitor is to be. */
  public static final class Builder {
    private final String name;
    private Duration period = Duration.ofSeconds(10);
    private int maxSamples;
    private final Map<String, Pattern> groups = new LinkedHashMap<>();
    private int threshold = Integer.MAX_VALUE;
    private double maxGrowth = Double.POSITIVE_INFINITY;
    private Duration window = Duration.ofHours(1);
    private Consumer<ThreadAlert> onAlert =
        alert -> LOG.log(System.Logger.Level.WARNING, alert.toString());

    private Builder(String name) {
      this.name = Checks.name(name);
    }

    /**
     * How often to sample; every 10 seconds if nothing is said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder period(Duration time) {
      period = Checks.positive(time, "period");
      return this;
    }

    /**
     * How many samples to keep, the newest; 1,000 if nothing is said, or as many as fill the window
     * of {@link #alertOnGrowth}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder history(int samples) {
      maxSamples = Checks.positive(samples, "history");
      return this;
    }

    /**
     * Counts the threads apart whose whole name matches a regex.
     *
     * @throws IllegalArgumentException with one line, if it is not a regex
     */
    public Builder group(String group, String regex) {
      try {
        groups.put(Checks.name(group), Pattern.compile(regex));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "group " + group + ": bad pattern \"" + regex + "\": " + e.getDescription(), e);
      }
      return this;
    }

    /**
     * Alerts when there are more threads than this, and again only after they were fewer.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder alertAbove(int threads) {
      threshold = Checks.positive(threads, "alertAbove");
      return this;
    }

    /**
     * Alerts when, over the whole window, the number of threads grows by more than this, and again
     * only after it did not. The growth is that of the straight line that fits the samples best, of
     * what the line begins with.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public Builder alertOnGrowth(double percentPerHour, Duration over) {
      if (!(percentPerHour > 0)) {
        throw new IllegalArgumentException("the growth must be positive: " + percentPerHour);
      }
      maxGrowth = percentPerHour;
      window = Checks.positive(over, "the window");
      return this;
    }

    /** Who hears of alerts, on the monitor's thread; they are logged if nothing is said. */
    public Builder onAlert(Consumer<ThreadAlert> listener) {
      onAlert = Objects.requireNonNull(listener);
      return this;
    }

    /**
     * Creates the monitor, which does not sample yet.
     *
     * @throws IllegalArgumentException if so few samples are kept that they never fill the window
     */
    public ThreadMonitor create() {
      if (maxGrowth != Double.POSITIVE_INFINITY && samples() <= window.dividedBy(period)) {
        throw new IllegalArgumentException(
            samples() + " samples, one each " + period + ", never fill a window of " + window);
      }
      return new ThreadMonitor(this);
    }

    private long samples() {
      if (maxSamples > 0 || maxGrowth == Double.POSITIVE_INFINITY) {
        return maxSamples > 0 ? maxSamples : DEFAULT_SAMPLES;
      }
      // Some more, since an executor is never quite on time.
      return Math.max(DEFAULT_SAMPLES, Math.min(MAX_SAMPLES, window.dividedBy(period) + 10));
    }
  }

  private ThreadMonitor(Builder builder) {
    this.name = builder.name;
    this.maxSamples = (int) builder.samples();
    this.groups = Map.copyOf(builder.groups);
    this.threshold = builder.threshold;
    this.maxGrowth = builder.maxGrowth;
    this.window = builder.window;
    this.onAlert = builder.onAlert;
    this.lifecycle = ThreadLifecycle.named(name).create();
    lifecycle.ticker("thread-monitor", builder.period, token -> add(sample(Instant.now())));
  }

  /**
   * Begins to describe a monitor.
   *
   * @param name what tells it from others, in JMX too
   * @throws IllegalArgumentException if the name is blank
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * Begins to sample, and shows itself through JMX as {@code
   * dev.loosethread:type=ThreadMonitor,name=...}; does nothing if it does so already.
   *
   * @return whether this call started it
   */
  public synchronized boolean start() {
    if (!lifecycle.start()) {
      return false;
    }
    register();
    return true;
  }

  /** Stops to sample; does nothing if it does not. The history stays. */
  @Override
  public void close() {
    synchronized (this) {
      unregister();
    }
    lifecycle.close();
  }

  private void register() {
    try {
      ObjectName own =
          new ObjectName("dev.loosethread:type=ThreadMonitor,name=" + ObjectName.quote(name));
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      server.registerMBean(this, own);
      bean = own;
    } catch (JMException e) {
      // A second monitor of the same name, say; it is no reason not to sample.
      LOG.log(System.Logger.Level.WARNING, "thread monitor " + name + " is not in JMX: " + e);
    }
  }

  private void unregister() {
    if (bean != null) {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
      } catch (JMException e) {
        LOG.log(System.Logger.Level.WARNING, "thread monitor " + name + " is still in JMX: " + e);
      }
      bean = null;
    }
  }

  /** Counts now, and keeps nothing of it. */
  public ThreadSample sample() {
    return sample(Instant.now());
  }

  private ThreadSample sample(Instant at) {
    int total = ManagementFactory.getThreadMXBean().getThreadCount();
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (!groups.isEmpty()) {
      List<String> names = ThreadNames.all();
      groups.forEach(
          (group, regex) ->
              counts.put(
                  group, (int) names.stream().filter(n -> regex.matcher(n).matches()).count()));
    }
    return new ThreadSample(at, total, counts);
  }

  /** Keeps a sample and alerts if it shows something. */
  void add(ThreadSample sample) {
    OptionalDouble growth;
    synchronized (history) {
      history.addLast(sample);
      while (history.size() > maxSamples) {
        history.removeFirst();
      }
      growth = growth();
    }
    alert(isAboveThreshold, ThreadAlert.Kind.THRESHOLD, sample.total(), threshold, sample);
    alert(isAboveGrowth, ThreadAlert.Kind.GROWTH, growth.orElse(0), maxGrowth, sample);
  }

  private void alert(
      AtomicBoolean isAbove,
      ThreadAlert.Kind kind,
      double value,
      double limit,
      ThreadSample sample) {
    boolean wasAbove = isAbove.getAndSet(value > limit);
    if (value > limit && !wasAbove) {
      onAlert.accept(new ThreadAlert(kind, value, limit, sample));
    }
  }

  /** The samples that are kept, the oldest first. */
  public List<ThreadSample> history() {
    synchronized (history) {
      return List.copyOf(history);
    }
  }

  @Override
  public int getThreads() {
    synchronized (history) {
      return history.isEmpty() ? -1 : history.getLast().total();
    }
  }

  @Override
  public Map<String, Integer> getGroups() {
    synchronized (history) {
      return history.isEmpty() ? Map.of() : history.getLast().groups();
    }
  }

  @Override
  public double getGrowthPercentPerHour() {
    synchronized (history) {
      return growth().orElse(0);
    }
  }

  @Override
  public int getSamples() {
    synchronized (history) {
      return history.size();
    }
  }

  /** The names of the groups that are counted apart. */
  public List<String> groups() {
    return List.copyOf(groups.keySet());
  }

  /** The slope of the least-squares line over the window; empty until the window is full. */
  private OptionalDouble growth() {
    if (history.size() < 2) {
      return OptionalDouble.empty();
    }
    Instant from = history.getLast().at().minus(window);
    if (history.getFirst().at().isAfter(from)) {
      return OptionalDouble.empty();
    }
    List<ThreadSample> of = history.stream().filter(s -> !s.at().isBefore(from)).toList();
    double meanTime = of.stream().mapToDouble(s -> hours(from, s)).average().orElse(0);
    double meanTotal = of.stream().mapToDouble(ThreadSample::total).average().orElse(0);
    double both = 0;
    double square = 0;
    for (ThreadSample s : of) {
      double time = hours(from, s) - meanTime;
      both += time * (s.total() - meanTotal);
      square += time * time;
    }
    double slope = square == 0 ? 0 : both / square;
    double begin = meanTotal - slope * meanTime;
    return OptionalDouble.of(begin <= 0 ? 0 : 100 * slope / begin);
  }

  private static double hours(Instant from, ThreadSample sample) {
    return Duration.between(from, sample.at()).toMillis() / MILLIS_PER_HOUR;
  }
}
