package dev.loosethread.audit.text;

import java.nio.charset.StandardCharsets;

/** Names of files in the headers of a patch, as git reads and writes them. */
public final class PatchName {
  private PatchName() {}

  /**
   * The name behind {@code ---} or {@code +++}: in quotes and with escapes of C's where it needs
   * them, and with a tab behind it where it has spaces, so that nothing of it looks like a date.
   */
  public static String of(String name) {
    if (name.codePoints().noneMatch(PatchName::needsEscape)) {
      return name.indexOf(' ') < 0 ? name : name + "\t";
    }
    StringBuilder quoted = new StringBuilder("\"");
    name.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (needsEscape(c)) {
                octal(c, quoted);
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean needsEscape(int codePoint) {
    return codePoint == '"' || codePoint == '\\' || VisibleText.isInvisible(codePoint);
  }

  private static void octal(int codePoint, StringBuilder to) {
    for (byte unit : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      to.append(String.format("\\%03o", unit & 0xff));
    }
  }
}
