package dev.loosethread.audit.text;

/** JSON that means the same in every reader, and does nothing to a terminal. */
public final class JsonText {
  private JsonText() {}

  /**
   * Escapes what cannot be seen within the strings of a JSON text.
   *
   * @param json a valid text; its line ends and indentation are kept
   */
  public static String of(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) == Character.SURROGATE) {
                // Half a character cannot be written as UTF-8, and readers reject its escape.
                safe.append("\\ufffd");
              } else if (c > '~' && VisibleText.isInvisible(c)) {
                safe.append(VisibleText.unicode(c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
