package dev.loosethread.model.catalogue;

import java.util.Locale;
import java.util.Set;

/** Looks for words in names that are written in camel case or with underscores. */
final class CamelCase {
  private CamelCase() {}

  /** Returns whether one of the words of a name is among the given ones, in lower case. */
  static boolean hasWord(String name, Set<String> words) {
    int start = 0;
    for (int i = 1; i <= name.length(); i++) {
      boolean isEnd = i == name.length() || name.charAt(i) == '_' || isWordStart(name, i);
      if (isEnd && i > start) {
        if (words.contains(name.substring(start, i).toLowerCase(Locale.ROOT))) {
          return true;
        }
        start = i < name.length() && name.charAt(i) == '_' ? i + 1 : i;
      }
    }
    return false;
  }

  private static boolean isWordStart(String name, int at) {
    char before = name.charAt(at - 1);
    char c = name.charAt(at);
    return c >= 'A'
        && c <= 'Z'
        && ((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
  }
}
