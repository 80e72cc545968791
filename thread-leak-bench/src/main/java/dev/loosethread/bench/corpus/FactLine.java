package dev.loosethread.bench.corpus;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a fact as one line: columns with tabs between, in ASCII whatever the locale is. */
final class FactLine {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7e;

  private FactLine() {}

  static String of(Object... columns) {
    return Arrays.stream(columns)
        .map(column -> escaped(column.toString()))
        .collect(Collectors.joining("\t"));
  }

  /** Returns the text with the escapes of a Java string literal, quotes left alone. */
  static String escaped(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        case '\\' -> line.append("\\\\");
        default -> {
          if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }
}
