package dev.loosethread.lifecycle;

import java.time.Instant;
import java.util.Map;

/**
 * How many threads there were.
 *
 * @param at when
 * @param total the live platform threads of the JVM
 * @param groups for each group of the monitor, how many of them have a name that matches
 */
public record ThreadSample(Instant at, int total, Map<String, Integer> groups) {
  /** Copies the groups. */
  public ThreadSample {
    groups = Map.copyOf(groups);
  }
}
