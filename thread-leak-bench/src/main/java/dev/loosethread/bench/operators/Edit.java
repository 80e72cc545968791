package dev.loosethread.bench.operators;

/**
 * Replaces a part of a source by other text with as many line breaks, so that all else stays on its
 * line.
 *
 * @param start offset of the first character that goes
 * @param end offset behind the last; {@code start} for an insertion
 */
public record Edit(int start, int end, String text) {
  public Edit {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: " + start + " to " + end);
    }
  }
}
