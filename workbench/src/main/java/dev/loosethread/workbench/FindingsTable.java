package dev.loosethread.workbench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats the findings of a run as a table. */
final class FindingsTable {
  /**
   * @param where the file or class
   * @param fix "yes" or "no"; empty if it is not known
   */
  record Row(String where, int line, String pattern, String fix) {
    String place() {
      return where + ":" + line;
    }
  }

  private final List<Row> rows;

  FindingsTable(Collection<Row> rows) {
    this.rows =
        rows.stream().sorted(Comparator.comparing(Row::where).thenComparing(Row::line)).toList();
  }

  /**
   * Returns the table, sorted by place, followed by the number of findings of each pattern. Returns
   * an empty list if there are no findings.
   */
  List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    int place = width(rows.stream().map(Row::place).toList(), "where");
    int pattern = width(rows.stream().map(Row::pattern).toList(), "pattern");
    String format = "  %3s  %-" + place + "s  %-" + pattern + "s  %s";
    List<String> lines = new ArrayList<>();
    boolean hasFixes = rows.stream().anyMatch(row -> !row.fix().isEmpty());
    lines.add(format.formatted("#", "where", "pattern", hasFixes ? "fix" : "").stripTrailing());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      lines.add(format.formatted(i + 1, row.place(), row.pattern(), row.fix()).stripTrailing());
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
   * Returns what to do next; an empty list if there are no findings.
   *
   * @param more further steps: what, and how
   */
  List<String> next(Map<String, String> more) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put("a pattern explained", Build.named("docs/bugpattern/" + rows.get(0).pattern() + ".md"));
    all.putAll(more);
    int what = width(all.keySet(), "");
    List<String> lines = new ArrayList<>(List.of("", "What next:"));
    all.forEach((key, how) -> lines.add(("  %-" + what + "s  %s").formatted(key, how)));
    return lines;
  }

  private static int width(Collection<String> column, String title) {
    return column.stream().mapToInt(String::length).reduce(title.length(), Math::max);
  }
}
