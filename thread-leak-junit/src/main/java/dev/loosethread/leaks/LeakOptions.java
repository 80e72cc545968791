package dev.loosethread.leaks;

import dev.loosethread.leaks.track.ThreadFilter;
import dev.loosethread.leaks.track.ThreadPattern;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The options of a check. Immutable: each method returns a changed copy. */
public final class LeakOptions {
  /** The longest wait, whose nanoseconds fit into a long. */
  private static final Duration LONGEST = Duration.ofDays(100_000);

  private static final LeakOptions DEFAULTS = new LeakOptions();

  // Assigned only before the object is published.
  private int tolerance;
  private Duration maxWait = Duration.ofSeconds(10);
  private ThreadFilter filter = ThreadFilter.ALL;
  private LeakAction action = LeakAction.FAIL;
  private UncaughtAction uncaught = UncaughtAction.FAIL;

  private LeakOptions() {}

  private LeakOptions with(Consumer<LeakOptions> change) {
    LeakOptions copy = new LeakOptions();
    copy.tolerance = tolerance;
    copy.maxWait = maxWait;
    copy.filter = filter;
    copy.action = action;
    copy.uncaught = uncaught;
    change.accept(copy);
    return copy;
  }

  /** Returns the defaults: no thread may be left after 10 seconds, and no exception may end one. */
  public static LeakOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Tolerates this many threads that are left.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public LeakOptions tolerance(int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException("tolerance must not be negative: " + threads);
    }
    return with(o -> o.tolerance = threads);
  }

  /**
   * Waits at most this long for threads that are ending.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public LeakOptions maxWait(Duration atMost) {
    if (atMost.isNegative()) {
      throw new IllegalArgumentException(
          "maxWaitMillis must not be negative: " + atMost.toMillis());
    }
    return with(o -> o.maxWait = atMost.compareTo(LONGEST) > 0 ? LONGEST : atMost);
  }

  /**
   * Counts only threads that match one of these patterns or of those included before.
   *
   * @throws IllegalArgumentException if a pattern is malformed; see {@link ThreadLeakCheck}
   */
  public LeakOptions include(String... patterns) {
    List<ThreadPattern> parsed = parse(patterns, "include");
    return with(o -> o.filter = filter.including(parsed));
  }

  /**
   * Does not count threads that match one of these patterns.
   *
   * @throws IllegalArgumentException if a pattern is malformed; see {@link ThreadLeakCheck}
   */
  public LeakOptions exclude(String... patterns) {
    List<ThreadPattern> parsed = parse(patterns, "exclude");
    return with(o -> o.filter = filter.excluding(parsed));
  }

  /**
   * Accepts a known leak: does not count threads that match the pattern.
   *
   * @throws IllegalArgumentException if the pattern is malformed or the reason is blank
   */
  public LeakOptions expect(String pattern, String reason) {
    ThreadPattern parsed = ThreadPattern.parse(pattern, "@ExpectedThreadLeak");
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "@ExpectedThreadLeak(\"" + pattern + "\") has no reason; say why the leak is accepted");
    }
    return with(o -> o.filter = filter.excluding(List.of(parsed)));
  }

  /** Does not count threads that are alive now. */
  public LeakOptions ignoreCurrent() {
    ThreadFilter ignoring = filter.ignoringCurrent();
    return with(o -> o.filter = ignoring);
  }

  /** Sets the reaction to a leak. */
  public LeakOptions action(LeakAction what) {
    Objects.requireNonNull(what);
    return with(o -> o.action = what);
  }

  /** Sets the reaction to an exception that ends a background thread. */
  public LeakOptions uncaught(UncaughtAction what) {
    Objects.requireNonNull(what);
    return with(o -> o.uncaught = what);
  }

  int tolerance() {
    return tolerance;
  }

  Duration maxWait() {
    return maxWait;
  }

  ThreadFilter filter() {
    return filter;
  }

  LeakAction action() {
    return action;
  }

  UncaughtAction uncaught() {
    return uncaught;
  }

  /** Returns true if a pattern asks for the stack that started a thread. */
  boolean needsStarts() {
    return filter.needsStarts();
  }

  private static List<ThreadPattern> parse(String[] patterns, String where) {
    return Arrays.stream(patterns).map(p -> ThreadPattern.parse(p, where)).toList();
  }
}
