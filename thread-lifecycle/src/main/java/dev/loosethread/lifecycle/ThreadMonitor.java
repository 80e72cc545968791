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
 * Samples the number of threads, and alerts if there are too many or their number keeps growing. A
 * service that leaks a few threads per hour is noticed days before it fails.
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

  /** Configures a monitor. */
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
      this.name = Arguments.name(name);
    }

    /**
     * Sets the time between samples; 10 seconds by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder period(Duration time) {
      period = Arguments.positive(time, "period");
      return this;
    }

    /**
     * Sets how many samples to keep; by default 1,000, or more if the window of {@link
     * #alertOnGrowth} needs them.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder history(int samples) {
      maxSamples = Arguments.positive(samples, "history");
      return this;
    }

    /**
     * Counts the threads whose whole name matches a regex as a group.
     *
     * @throws IllegalArgumentException with a message of one line, if the regex is malformed
     */
    public Builder group(String group, String regex) {
      try {
        groups.put(Arguments.name(group), Pattern.compile(regex));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "group " + group + ": bad pattern \"" + regex + "\": " + e.getDescription(), e);
      }
      return this;
    }

    /**
     * Alerts when there are more threads than this. Alerts again only after there were fewer.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder alertAbove(int threads) {
      threshold = Arguments.positive(threads, "alertAbove");
      return this;
    }

    /**
     * Alerts when the number of threads grows faster than this over the whole window. Alerts again
     * only after it grew more slowly. The growth is the slope of the least-squares line through the
     * samples, relative to the start of the line.
     *
     * @throws IllegalArgumentException if an argument is not positive
     */
    public Builder alertOnGrowth(double percentPerHour, Duration over) {
      if (!(percentPerHour > 0)) {
        throw new IllegalArgumentException("the growth must be positive: " + percentPerHour);
      }
      maxGrowth = percentPerHour;
      window = Arguments.positive(over, "the window");
      return this;
    }

    /** Sets the listener, which runs on the thread of the monitor; by default alerts are logged. */
    public Builder onAlert(Consumer<ThreadAlert> listener) {
      onAlert = Objects.requireNonNull(listener);
      return this;
    }

    /**
     * Creates the monitor without starting it.
     *
     * @throws IllegalArgumentException if the history is too short for the window
     */
    public ThreadMonitor create() {
      if (maxGrowth != Double.POSITIVE_INFINITY && samples() <= window.dividedBy(period)) {
        throw new IllegalArgumentException(
            samples()
                + " samples, one every "
                + period
                + ", do not fill a window of "
                + window
                + "; keep more with history()");
      }
      return new ThreadMonitor(this);
    }

    private long samples() {
      if (maxSamples > 0 || maxGrowth == Double.POSITIVE_INFINITY) {
        return maxSamples > 0 ? maxSamples : DEFAULT_SAMPLES;
      }
      // A few more, since ticks are not exactly on time.
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
   * Returns a builder of a monitor.
   *
   * @param name a name that is unique in the JVM, also used in JMX
   * @throws IllegalArgumentException if the name is blank
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * Starts sampling, and registers the monitor in JMX as {@code
   * dev.loosethread:type=ThreadMonitor,name=...}. Does nothing if it is running.
   *
   * @return true if this call started the monitor
   */
  public synchronized boolean start() {
    if (!lifecycle.start()) {
      return false;
    }
    register();
    return true;
  }

  /** Stops sampling. Does nothing if the monitor is not running. The history stays. */
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
      // For example a second monitor of the same name. Sampling works even so.
      LOG.log(
          System.Logger.Level.WARNING,
          "thread monitor " + name + " cannot be registered in JMX: " + e);
    }
  }

  private void unregister() {
    if (bean != null) {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
      } catch (JMException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "thread monitor " + name + " cannot be removed from JMX: " + e);
      }
      bean = null;
    }
  }

  /** Takes a sample without adding it to the history. */
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

  /** Adds a sample to the history and alerts if a limit is exceeded. */
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

  /** Returns the history, oldest sample first. */
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

  /** Returns the names of the groups. */
  public List<String> groups() {
    return List.copyOf(groups.keySet());
  }

  /** Returns the growth over the window in percent per hour; empty until the window is full. */
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
