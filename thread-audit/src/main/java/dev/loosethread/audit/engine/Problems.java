package dev.loosethread.audit.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What could not be audited, a line each. May be used by several threads. */
public final class Problems {
  private final Set<String> lines = new LinkedHashSet<>();

  /**
   * Adds one.
   *
   * @param line what it is about, a colon, and what is wrong
   */
  public synchronized void add(String line) {
    lines.add(line.lines().findFirst().orElse("").strip());
  }

  /** All of them, in the order they came. */
  public synchronized List<String> lines() {
    return new ArrayList<>(lines);
  }
}
