package dev.loosethread.bench.corpus;

import dev.loosethread.bench.corpus.CheckedLibrary.Found;
import dev.loosethread.bench.judges.Previews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The report about the number of findings in unchanged libraries, in Markdown. */
final class NoiseReport {
  private static final double UNIT = 100_000;

  private NoiseReport() {}

  static List<String> of(List<CheckedLibrary> libraries, List<String> notChecked) {
    long lines = libraries.stream().mapToLong(CheckedLibrary::lines).sum();
    int files = libraries.stream().mapToInt(l -> l.files().size()).sum();
    int leftOut = libraries.stream().mapToInt(l -> l.leftOut().size()).sum();
    List<String> failures = new ArrayList<>();
    for (CheckedLibrary library : libraries) {
      library.failures().forEach(f -> failures.add(library.library() + ": " + f));
    }
    List<String> report = new ArrayList<>();
    report.add(
        "- libraries: %,d, files: %,d, lines: %,d".formatted(libraries.size(), files, lines));
    report.add(
        "- files left out, as what is published does not compile them: %,d".formatted(leftOut));
    report.add("- failures of checks: %,d".formatted(failures.size()));
    report.add("- libraries that could not be checked: %,d".formatted(notChecked.size()));
    report.add("");
    report.addAll(table(libraries, lines));
    list("Failures of checks", failures, report);
    list("Not checked", notChecked, report);
    return report;
  }

  private static List<String> table(List<CheckedLibrary> libraries, long lines) {
    Map<String, Integer> counts = new HashMap<>();
    for (CheckedLibrary library : libraries) {
      library.findings().forEach(f -> counts.merge(f.pattern(), 1, Integer::sum));
    }
    MarkdownTable table =
        new MarkdownTable(
            "pattern", "findings", "per 100,000 lines", "in preview", "per 100,000 lines");
    int on = 0;
    int preview = 0;
    for (String pattern : new TreeSet<>(counts.keySet())) {
      int count = counts.get(pattern);
      if (Previews.NAMES.contains(pattern)) {
        preview += count;
        table.row(pattern, "", "", count, rate(count, lines));
      } else {
        on += count;
        table.row(pattern, count, rate(count, lines), "", "");
      }
    }
    table.row("all", on, rate(on, lines), preview, rate(preview, lines));
    return table.lines();
  }

  private static double rate(int count, long lines) {
    return lines == 0 ? 0 : count * UNIT / lines;
  }

  private static void list(String title, List<String> lines, List<String> report) {
    if (!lines.isEmpty()) {
      report.add("");
      report.add("## " + title);
      report.add("");
      lines.forEach(line -> report.add("- " + line));
    }
  }

  /** The findings that are on by default. */
  static List<Found> onByDefault(CheckedLibrary library) {
    return library.findings().stream().filter(f -> !Previews.NAMES.contains(f.pattern())).toList();
  }
}
