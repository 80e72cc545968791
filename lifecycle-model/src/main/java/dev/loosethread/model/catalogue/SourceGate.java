package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.JdkMethod;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A cheap test whether a source text contains any relevant word. Every file of every compilation
 * passes it, so it is a single pass that reads most characters once; a regular expression takes ten
 * times as long.
 */
final class SourceGate {
  /** Words that often occur in the names of users' own thread owners. */
  private static final List<String> PARTS = List.of("Thread", "Executor", "Timer");

  /** The task bodies of classes that name no thread type themselves. */
  private static final List<String> TASK_METHODS =
      List.of(JdkMethod.RUNNABLE_RUN.methodName(), JdkMethod.CALLABLE_CALL.methodName());

  private static final int ASCII = 128;

  /** By their first characters. */
  private final Candidate[][] candidates = new Candidate[ASCII][];

  /**
   * True at the index {@code first * ASCII + second} if a candidate begins with these characters.
   */
  private final boolean[] isBeginning = new boolean[ASCII * ASCII];

  private final boolean acceptsAll;

  private enum Kind {
    PART_OF_A_NAME,
    END_OF_A_NAME,
    METHOD_WITHOUT_PARAMETERS
  }

  /** A text and its required surroundings. */
  private record Candidate(String text, Kind kind) {
    boolean accepts(String source, int start) {
      int end = start + text.length();
      return switch (kind) {
        case PART_OF_A_NAME -> true;
        case END_OF_A_NAME ->
            end == source.length() || !Character.isJavaIdentifierPart(source.charAt(end));
        case METHOD_WITHOUT_PARAMETERS ->
            (start == 0 || !Character.isJavaIdentifierPart(source.charAt(start - 1)))
                && isFollowedByParentheses(source, end);
      };
    }
  }

  /**
   * @param words simple names of types; a longer name may end with one but not begin with it, or
   *     every RuntimeException would be taken for a Runtime
   */
  SourceGate(Collection<String> words) {
    PARTS.forEach(part -> add(new Candidate(part, Kind.PART_OF_A_NAME)));
    TASK_METHODS.forEach(name -> add(new Candidate(name, Kind.METHOD_WITHOUT_PARAMETERS)));
    boolean hasOther = false;
    for (String word : words) {
      if (PARTS.stream().anyMatch(word::contains)) {
        continue;
      }
      if (word.length() < 2 || word.charAt(0) >= ASCII || word.charAt(1) >= ASCII) {
        // Not worth separate tables.
        hasOther = true;
      } else {
        add(new Candidate(word, Kind.END_OF_A_NAME));
      }
    }
    acceptsAll = hasOther;
  }

  private void add(Candidate candidate) {
    char first = candidate.text().charAt(0);
    Candidate[] known = candidates[first];
    Candidate[] longer = known == null ? new Candidate[1] : Arrays.copyOf(known, known.length + 1);
    longer[longer.length - 1] = candidate;
    candidates[first] = longer;
    isBeginning[first * ASCII + candidate.text().charAt(1)] = true;
  }

  boolean passes(CharSequence sourceText) {
    if (acceptsAll) {
      return true;
    }
    String text = sourceText.toString();
    char before = ASCII;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (before < ASCII
          && c < ASCII
          && isBeginning[before * ASCII + c]
          && startsHere(candidates[before], text, i - 1)) {
        return true;
      }
      before = c;
    }
    return false;
  }

  private static boolean startsHere(Candidate[] candidates, String text, int start) {
    for (Candidate candidate : candidates) {
      if (text.startsWith(candidate.text, start) && candidate.accepts(text, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFollowedByParentheses(String text, int start) {
    int open = skipBlanks(text, start);
    return text.startsWith("(", open) && text.startsWith(")", skipBlanks(text, open + 1));
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
