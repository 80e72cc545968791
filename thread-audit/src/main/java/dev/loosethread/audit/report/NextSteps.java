package dev.loosethread.audit.report;

import dev.loosethread.audit.report.WorstTable.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The next steps that a report suggests.
 *
 * @param fixes how many findings {@code --fix} would mend
 * @param files in how many files
 * @param hasPage whether a report with everything is written already
 */
public record NextSteps(int fixes, int files, boolean hasPage) {
  /** Nothing to fix, and nothing to write. */
  public static final NextSteps NONE = new NextSteps(0, 0, true);

  /** One line each; none if nothing is wrong. */
  List<String> lines(List<Entry> worst) {
    List<String[]> steps = new ArrayList<>();
    worst.stream()
        .map(Entry::pattern)
        .filter(ShippedPages.names()::contains)
        .findFirst()
        .ifPresent(
            name ->
                steps.add(new String[] {"loosethread pattern " + name, "explains the pattern"}));
    if (fixes > 0) {
      String what =
          "makes "
              + Words.count(fixes, "fix", "fixes")
              + " in "
              + Words.count(files, "file", "files");
      steps.add(new String[] {"--fix", what});
    }
    if (!hasPage && !worst.isEmpty()) {
      steps.add(new String[] {"--html report.html", "shows all launches, with their sources"});
    }
    List<String> lines = new ArrayList<>();
    for (String[] step : steps) {
      String head = lines.isEmpty() ? "next:" : "";
      lines.add(String.format("%-6s%-40s %s", head, step[0], step[1]).stripTrailing());
    }
    return lines;
  }
}
