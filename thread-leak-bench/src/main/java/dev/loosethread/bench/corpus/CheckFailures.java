package dev.loosethread.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in the compiler's output where a check has failed. */
final class CheckFailures {
  private static final String OF_ERROR_PRONE = "An unhandled exception was thrown";
  private static final String OURS = "Loosethread could not analyse";

  private static final Pattern CHECK = Pattern.compile("\\s*BugPattern: (\\w+)");

  /** The number of lines in which a crash report of Error Prone names the check. */
  private static final int LINES_OF_A_REPORT = 10;

  private CheckFailures() {}

  /** A line for each, in the order of the output. */
  static List<String> in(String output) {
    List<String> lines = output.lines().toList();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains(OURS)) {
        failures.add(line.strip());
      } else if (line.contains(OF_ERROR_PRONE)) {
        int end = Math.min(lines.size(), i + LINES_OF_A_REPORT);
        failures.add(line.strip() + check(lines.subList(i, end)));
      }
    }
    return failures;
  }

  private static String check(List<String> report) {
    return report.stream()
        .map(CHECK::matcher)
        .filter(Matcher::matches)
        .map(match -> " (" + match.group(1) + ")")
        .findFirst()
        .orElse("");
  }
}
