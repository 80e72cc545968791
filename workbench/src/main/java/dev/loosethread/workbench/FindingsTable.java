package dev.loosethread.workbench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All findings of a run at a glance. */
final class FindingsTable {
  /**
   * @param place the file or class, and the line
   * @param fix whether there is one
   */
  record Row(String place, String pattern, String fix) {}

  private final List<Row> rows;

  FindingsTable(Collection<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** The table and, below it, how many there are of each pattern; empty without findings. */
  List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    int place = width(rows.stream().map(Row::place).toList(), "where");
    int pattern = width(rows.stream().map(Row::pattern).toList(), "pattern");
    String format = "  %3s  %-" + place + "s  %-" + pattern + "s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(format.formatted("#", "where", "pattern", "fix"));
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      lines.add(format.formatted(i + 1, row.place(), row.pattern(), row.fix()));
    }
    lines.add("");
    counts().forEach((name, count) -> lines.add("  %3d %s".formatted(count, name)));
    return lines;
  }

  private Map<String, Long> counts() {
    return rows.stream()
        .collect(Collectors.groupingBy(Row::pattern, TreeMap::new, Collectors.counting()));
  }

  int size() {
    return rows.size();
  }

  /**
   * What to do with them; empty without findings.
   *
   * @param audit the command that audits the same code
   */
  List<String> next(String audit) {
    if (rows.isEmpty()) {
      return List.of();
    }
    String page = "docs/bugpattern/" + rows.get(0).pattern() + ".md";
    return List.of(
        "",
        "What a pattern is, and how it is mended:  " + page + " and so on",
        "All launches of threads, with the code:   " + audit + " --html report.html",
        "The fixes as one patch:                   " + audit + " --patch fixes.patch",
        "Your own code, with the fixes applied:    ./loosethread audit FOLDER --fix",
        "The checks in your own build:             README.md, \"Add it to your build\"");
  }

  private static int width(List<String> column, String title) {
    return column.stream().mapToInt(String::length).reduce(title.length(), Math::max);
  }
}
