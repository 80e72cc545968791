package dev.loosethread.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Counts why rows are yellow: what of a launch does not hold, or cannot be told. */
public final class YellowReasons {
  /** Reported, but no part of the verdict. */
  private static final String NO_PART = "bounded";

  private static final String NAME = "…";

  private static final Pattern ASIDE =
      Pattern.compile("\\s*\\([^()]*(?:\\(\\)[^()]*)*\\)(?=\\W|$)");

  /** Calls, and words with a capital or an underscore in them, or with a dot. */
  private static final Pattern CODE =
      Pattern.compile(
          "[\\w.$]+\\(\\)|<init>|\\b\\w*[a-z0-9_][A-Z_]\\w*\\b|\\b(?!JVM|JDK)[A-Z][\\w$]+\\b|\\b\\w+\\.\\w[\\w.]*\\b");

  /** A plain word can be a name too; these phrases have one. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(of|from|ends|releases|stops|on) [a-z]\\w*(?= is|$)|^[a-z]\\w*(?= is (?:passed|static|kept)| belongs)");

  private final Map<String, Integer> counts = new HashMap<>();

  /** Takes a row of the audit's JSON report. */
  void add(JsonNode row) {
    if (!row.path("verdict").asText().equals("yellow")) {
      return;
    }
    Map<String, String> patterns = new HashMap<>();
    row.path("findings")
        .forEach(f -> patterns.put(f.path("message").asText(), f.path("pattern").asText()));
    Set<String> reasons = new HashSet<>();
    row.path("answers")
        .properties()
        .forEach(
            answer -> {
              String holds = answer.getValue().path("holds").asText();
              boolean isLack = holds.equals("no") || holds.equals("unknown");
              if (isLack && !answer.getKey().equals(NO_PART)) {
                String reason = answer.getValue().path("reason").asText();
                String general =
                    patterns.containsKey(reason) ? patterns.get(reason) : general(reason);
                reasons.add("%s: %s: %s".formatted(answer.getKey(), holds, general));
              }
            });
    if (reasons.isEmpty()) {
      // A finding that is about no launch.
      reasons.addAll(patterns.values());
    }
    reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
  }

  /** Returns how many rows have each; a row may have several. */
  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** The reason without the names of the code at hand. */
  public static String general(String reason) {
    String text = ASIDE.matcher(reason).replaceAll("");
    text = CODE.matcher(text).replaceAll(NAME);
    return NAMED
        .matcher(text)
        .replaceAll(match -> match.group(1) == null ? NAME : match.group(1) + " " + NAME);
  }
}
