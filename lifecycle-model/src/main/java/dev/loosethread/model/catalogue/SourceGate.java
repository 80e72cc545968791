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
  /** The task bodies of classes that name no thread type themselves. */
  private static final List<String> TASK_METHODS = List.of("run", "call");

  private static final int ASCII = 128;

  private final String[][] words = new String[ASCII][];
  private final boolean acceptsAll;

  SourceGate(Collection<String> words) {
    boolean hasOther = false;
    for (String word : words) {
      char first = word.charAt(0);
      if (first < ASCII) {
        this.words[first] = append(this.words[first], word);
      } else {
        // Not worth a table of its own.
        hasOther = true;
      }
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
      if (c < ASCII && words[c] != null) {
        for (String word : words[c]) {
          if (text.startsWith(word, i)) {
            return true;
          }
        }
      }
      if ((c == 'r' || c == 'c') && isTaskMethod(text, i)) {
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
