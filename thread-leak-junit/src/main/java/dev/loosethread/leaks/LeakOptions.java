package dev.loosethread.leaks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What counts as a leak and what becomes of it; immutable, each method returns a changed copy. */
public final class LeakOptions {
  /** As many nanoseconds as a long has, or nearly so. */
  private static final Duration LONGEST = Duration.ofDays(100_000);

  private static final LeakOptions DEFAULTS = new LeakOptions();

  // Set before anybody else sees the object, and never again.
  private int tolerance;
  private Duration maxWait = Duration.ofSeconds(10);
  private List<ThreadPattern> include = List.of();
  private List<ThreadPattern> exclude = List.of();
  private Set<Long> ignored = Set.of();
  private LeakAction action = LeakAction.FAIL;
  private UncaughtAction uncaught = UncaughtAction.FAIL;

  private LeakOptions() {}

  private LeakOptions with(Consumer<LeakOptions> change) {
    LeakOptions copy = new LeakOptions();
    copy.tolerance = tolerance;
    copy.maxWait = maxWait;
    copy.include = include;
    copy.exclude = exclude;
    copy.ignored = ignored;
    copy.action = action;
    copy.uncaught = uncaught;
    change.accept(copy);
    return copy;
  }

  /** No thread may be left after 10 seconds, nor end by an exception. */
  public static LeakOptions defaults() {
    return DEFAULTS;
  }

  /**
   * With so many threads that may be left over.
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
   * With so much time for threads that are ending.
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
   * Where only threads count that match one of these patterns, or of those named before.
   *
   * @throws IllegalArgumentException if one is not a pattern as {@link ThreadLeakCheck} has them
   */
  public LeakOptions include(String... patterns) {
    List<ThreadPattern> all = more(include, patterns, "include");
    return with(o -> o.include = all);
  }

  /**
   * Where threads that match one of these patterns do not count.
   *
   * @throws IllegalArgumentException if one is not a pattern as {@link ThreadLeakCheck} has them
   */
  public LeakOptions exclude(String... patterns) {
    List<ThreadPattern> all = more(exclude, patterns, "exclude");
    return with(o -> o.exclude = all);
  }

  /**
   * Where the threads that match a pattern may leak.
   *
   * @throws IllegalArgumentException if it is not a pattern, or the reason is blank
   */
  public LeakOptions expect(String pattern, String reason) {
    ThreadPattern parsed = ThreadPattern.parse(pattern, "@ExpectedThreadLeak");
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "@ExpectedThreadLeak(\"" + pattern + "\") has no reason: say why the leak is lived with");
    }
    List<ThreadPattern> all = new ArrayList<>(exclude);
    all.add(parsed);
    return with(o -> o.exclude = List.copyOf(all));
  }

  /** Where threads that live at this moment never count, whatever starts after it. */
  public LeakOptions ignoreCurrent() {
    Set<Long> all = new HashSet<>(ignored);
    LiveThreads.unfiltered(true).forEach(t -> all.add(t.id()));
    return with(o -> o.ignored = Set.copyOf(all));
  }

  /** With another thing to do about a leak. */
  public LeakOptions action(LeakAction what) {
    Objects.requireNonNull(what);
    return with(o -> o.action = what);
  }

  /** With another thing to do about an exception that ends a background thread. */
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

  LeakAction action() {
    return action;
  }

  UncaughtAction uncaught() {
    return uncaught;
  }

  /** Whether a pattern asks for the stack that started a thread. */
  boolean needsStarts() {
    return Stream.concat(include.stream(), exclude.stream()).anyMatch(ThreadPattern::needsStart);
  }

  /** Whether a thread is to be looked at. */
  boolean covers(LiveThread thread, Starts starts) {
    return !ignored.contains(thread.id())
        && (include.isEmpty() || anyMatches(include, thread, starts))
        && !anyMatches(exclude, thread, starts);
  }

  private static boolean anyMatches(
      List<ThreadPattern> patterns, LiveThread thread, Starts starts) {
    return patterns.stream().anyMatch(p -> p.matches(thread, () -> starts.of(thread).frames()));
  }

  private static List<ThreadPattern> more(
      List<ThreadPattern> some, String[] patterns, String where) {
    List<ThreadPattern> all = new ArrayList<>(some);
    for (String pattern : patterns) {
      all.add(ThreadPattern.parse(pattern, where));
    }
    return List.copyOf(all);
  }
}
