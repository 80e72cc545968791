package dev.loosethread.bench.score;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The number of mutants with each fate. */
public final class Tally {
  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);

  public void add(Fate fate) {
    counts.merge(fate, 1, Integer::sum);
  }

  public int of(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }

  /** Those that could have been killed. */
  public int counted() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().isCounted())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Those killed by patterns that are on by default. */
  public int killed() {
    return of(Fate.KILLED);
  }

  /** Those killed with all patterns switched on. */
  public int killedByAny() {
    return of(Fate.KILLED) + of(Fate.KILLED_BY_PREVIEW);
  }

  /**
   * A part of those that could have been killed, such as {@code 42 %}; a dash if there are none.
   */
  public String percent(int part) {
    return percent(part, counted());
  }

  static String percent(int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
  }
}
