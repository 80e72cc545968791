package dev.loosethread.fixes.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Java code that a fix adds, independent of where it goes: each line has a level of indentation
 * instead of white space. {@link CodeTemplate} makes it, and a {@link Layout} turns it into text.
 */
public final class Code {
  /** No lines at all. */
  public static final Code NONE = new Code(List.of());

  private final List<Line> lines;

  /**
   * One line.
   *
   * @param text may hold text of the file that has line breaks itself; they are kept as they are
   */
  record Line(int level, String text) {}

  Code(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  List<Line> lines() {
    return lines;
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Returns this code, followed by more on a new line. */
  public Code then(Code next) {
    List<Line> all = new ArrayList<>(lines);
    all.addAll(next.lines);
    return new Code(all);
  }

  /** Returns this code one level further in. */
  Code deeper() {
    return new Code(lines.stream().map(l -> new Line(l.level() + 1, l.text())).toList());
  }

  /**
   * Returns the text of this code at a place. The first line is meant to begin where the text is
   * put, so only the lines after it get the indentation of the place.
   */
  public String at(Layout place) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      for (String part : place.braces().lines(line.text())) {
        if (text.length() > 0) {
          text.append(place.newLine());
        }
        text.append(place.unit().repeat(line.level())).append(part);
      }
    }
    return text.toString();
  }
}
