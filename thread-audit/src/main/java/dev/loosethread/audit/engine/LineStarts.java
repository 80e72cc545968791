package dev.loosethread.audit.engine;

import java.util.Arrays;

/** The offsets of the lines of a text, as {@link String#lines} takes them. */
final class LineStarts {
  private final int[] starts;
  private final int count;
  private final int length;

  LineStarts(String text) {
    int[] found = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isEnd =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (isEnd) {
        if (lines == found.length) {
          found = Arrays.copyOf(found, 2 * lines);
        }
        found[lines++] = i + 1;
      }
    }
    starts = found;
    count = lines;
    length = text.length();
  }

  /** The line with this position, counted from 0. */
  int at(int position) {
    int found = Arrays.binarySearch(starts, 0, count, position);
    return found >= 0 ? found : -found - 2;
  }

  /** Returns where a line begins, which may be the one behind the last. */
  int start(int line) {
    return line < count ? starts[line] : length;
  }
}
