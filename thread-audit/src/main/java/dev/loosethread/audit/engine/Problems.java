package dev.loosethread.audit.engine;

import dev.loosethread.audit.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The list of everything that could not be audited, one line each, with hints. May be used by
 * several threads.
 */
public final class Problems {
  private final Set<String> lines = new LinkedHashSet<>();
  private final Set<String> hints = new LinkedHashSet<>();

  /**
   * Adds one.
   *
   * @param line what it is about, a colon, and what is wrong; escaped where it would not be a line
   */
  public synchronized void add(String line) {
    lines.add(VisibleText.of(line.strip()));
  }

  /** Adds what would let the audit see more; that it does not is no problem. */
  public synchronized void hint(String line) {
    hints.add(line);
  }

  /** All hints, in the order they came. */
  public synchronized List<String> hints() {
    return new ArrayList<>(hints);
  }

  /** All of them, in the order they came. */
  public synchronized List<String> lines() {
    return new ArrayList<>(lines);
  }

  /** The first line of the innermost message, where libraries say what is wrong. */
  public static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return firstLine(cause);
  }

  /** The first line of its message, or what it is. */
  public static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
