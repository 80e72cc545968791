package dev.loosethread.model.catalogue;

import java.util.Locale;
import java.util.Set;

/** Words in the name of a method that say that the method releases its argument. */
public final class ReleaseWords {
  private static final Set<String> RELEASE_WORDS =
      Set.of(
          "shutdown",
          "shut",
          "stop",
          "close",
          "terminate",
          "dispose",
          "cancel",
          "release",
          "destroy",
          "kill",
          "cleanup",
          "quietly");

  private ReleaseWords() {}

  /**
   * Returns whether one of the words of a name, in camel case or with underscores, says that it
   * releases something.
   */
  public static boolean isIn(String name) {
    int start = 0;
    for (int i = 1; i <= name.length(); i++) {
      boolean isEnd = i == name.length() || name.charAt(i) == '_' || isWordStart(name, i);
      if (isEnd && i > start) {
        if (RELEASE_WORDS.contains(name.substring(start, i).toLowerCase(Locale.ROOT))) {
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
        && (before >= 'a' && before <= 'z' || before >= '0' && before <= '9');
  }
}
