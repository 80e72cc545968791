package dev.loosethread.fixes.text;

/**
 * How a file lays out the lines at one place.
 *
 * @param indent the white space that a line there begins with
 * @param unit the white space of one more level
 * @param lineBreak what ends a line in the file
 * @param braces where braces stand
 */
public record Layout(String indent, String unit, String lineBreak, BraceStyle braces) {
  /** Lays out with all braces on the same line. */
  public Layout(String indent, String unit, String lineBreak) {
    this(indent, unit, lineBreak, BraceStyle.SAME_LINE);
  }

  /** Returns the text that ends a line and begins the next one with its indentation. */
  public String newLine() {
    return lineBreak + indent;
  }

  /** Returns the layout one level further in. */
  public Layout deeper() {
    return deeper(1);
  }

  /** Returns the layout that is further in by a number of levels. */
  public Layout deeper(int levels) {
    return new Layout(indent + unit.repeat(levels), unit, lineBreak, braces);
  }
}
