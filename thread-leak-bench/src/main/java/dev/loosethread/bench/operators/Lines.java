package dev.loosethread.bench.operators;

/**
 * A range of lines.
 *
 * @param first counted from 1
 * @param last the last one, {@code first} at least
 */
public record Lines(int first, int last) {
  public Lines {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("not a range of lines: " + first + " to " + last);
    }
  }

  /** Returns whether this line is one of them. */
  public boolean contains(int line) {
    return first <= line && line <= last;
  }
}
