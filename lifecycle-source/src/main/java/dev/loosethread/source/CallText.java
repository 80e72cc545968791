package dev.loosethread.source;

/** Tells by its text whether a source may call a method, before it is attributed. */
public final class CallText {
  private CallText() {}

  /** Returns whether the text has the name in front of a parenthesis or behind two colons. */
  public static boolean mayCall(String text, String methodName) {
    int length = methodName.length();
    for (int at = text.indexOf(methodName); at >= 0; at = text.indexOf(methodName, at + 1)) {
      boolean isWord =
          (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
              && (at + length == text.length()
                  || !Character.isJavaIdentifierPart(text.charAt(at + length)));
      if (isWord && (opensParenthesis(text, at + length) || followsColons(text, at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean opensParenthesis(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '(';
  }

  private static boolean followsColons(String text, int name) {
    int at = name;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at > 1 && text.charAt(at - 1) == ':' && text.charAt(at - 2) == ':';
  }
}
