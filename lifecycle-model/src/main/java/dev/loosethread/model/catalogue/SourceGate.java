package dev.loosethread.model.catalogue;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A cheap first look at a source text: whether any word that matters occurs in it. Every file of
 * every compilation goes through here, so it is one pass that looks at most characters once; a
 * regular expression takes ten times as long.
 */
final class SourceGate {
  /** What names of users' own thread owners tend to have in them. */
  private static final List<String> PARTS = List.of("Thread", "Executor", "Timer");

  /** The task bodies of classes that name no thread type themselves. */
  private static final List<String> TASK_METHODS = List.of("run", "call");

  private static final int ASCII = 128;

  private final String[][] parts = new String[ASCII][];
  private final String[][] words = new String[ASCII][];
  private final boolean[] isFirst = new boolean[ASCII];
  private final boolean acceptsAll;

  /**
   * @param words simple names of types; a longer name may end with one but not begin with it, or
   *     every RuntimeException would be taken for a Runtime
   */
  SourceGate(Collection<String> words) {
    boolean hasOther = false;
    PARTS.forEach(part -> parts[part.charAt(0)] = append(parts[part.charAt(0)], part));
    for (String word : words) {
      if (PARTS.stream().anyMatch(word::contains)) {
        continue;
      }
      char first = word.charAt(0);
      if (first < ASCII) {
        this.words[first] = append(this.words[first], word);
      } else {
        // Not worth a table of its own.
        hasOther = true;
      }
    }
    for (int c = 0; c < ASCII; c++) {
      isFirst[c] = parts[c] != null || this.words[c] != null || c == 'r' || c == 'c';
    }
    acceptsAll = hasOther;
  }

  private static String[] append(String[] words, String word) {
    String[] longer = words == null ? new String[1] : Arrays.copyOf(words, words.length + 1);
    longer[longer.length - 1] = word;
    return longer;
  }

  boolean passes(CharSequence sourceText) {
    if (acceptsAll) {
      return true;
    }
    String text = sourceText.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ASCII && isFirst[c] && startsHere(text, i, c)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsHere(String text, int start, char first) {
    return startsWithAny(parts[first], text, start, false)
        || startsWithAny(words[first], text, start, true)
        || ((first == 'r' || first == 'c') && isTaskMethod(text, start));
  }

  private static boolean startsWithAny(
      String[] candidates, String text, int start, boolean asWord) {
    if (candidates == null) {
      return false;
    }
    for (String candidate : candidates) {
      int end = start + candidate.length();
      if (text.startsWith(candidate, start)
          && !(asWord && end < text.length() && Character.isJavaIdentifierPart(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTaskMethod(String text, int start) {
    if (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      return false;
    }
    for (String name : TASK_METHODS) {
      if (text.startsWith(name, start)) {
        int open = skipBlanks(text, start + name.length());
        if (text.startsWith("(", open)) {
          return text.startsWith(")", skipBlanks(text, open + 1));
        }
      }
    }
    return false;
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
