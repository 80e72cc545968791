package dev.loosethread.audit.text;

/**
 * Makes text that comes from audited code safe to show to people: names of files, messages, lines
 * of source. What would steer a terminal, break a line, or make a text look like another one is
 * written as an escape of Java's.
 */
public final class VisibleText {
  private VisibleText() {}

  /** The text in one line, each character of which can be seen. */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** A line of source, which keeps its tabs. */
  public static String ofCode(String line) {
    return escaped(line, true);
  }

  private static String escaped(String text, boolean isTabKept) {
    if (text.codePoints().noneMatch(VisibleText::isInvisible)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isInvisible(c) && !(isTabKept && c == '\t')) {
                shown.append(escape(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** Returns whether a character does something instead of being seen; spaces are seen. */
  static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      // Formats are what turns the direction of writing, and what joins without a width.
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> unicode(codePoint);
    };
  }

  /** With four digits for each UTF-16 unit, as both Java and JSON have it. */
  static String unicode(int codePoint) {
    StringBuilder escapes = new StringBuilder();
    for (char unit : Character.toChars(codePoint)) {
      escapes.append(String.format("\\u%04x", (int) unit));
    }
    return escapes.toString();
  }
}
