package dev.loosethread.lifecycle;

import java.time.Instant;
import java.util.Map;

/**
 * The number of threads at one moment.
 *
 * @param at the moment
 * @param total the number of live platform threads in the JVM
 * @param groups for each group of the monitor, the number of threads whose name matches
 */
public record ThreadSample(Instant at, int total, Map<String, Integer> groups) {
  /** Copies the groups. */
  public ThreadSample {
    groups = Map.copyOf(groups);
  }
}
