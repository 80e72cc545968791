package dev.loosethread.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of Markdown. */
public final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();

  public MarkdownTable(String... header) {
    row((Object[]) header);
    lines.add("|" + "---|".repeat(header.length));
  }

  /** Adds a row; whole numbers get separators, others two digits. */
  public void row(Object... cells) {
    lines.add(
        Stream.of(cells).map(MarkdownTable::cell).collect(Collectors.joining(" | ", "| ", " |")));
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  private static String cell(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%,.2f", number);
    }
    return value.toString().replace("|", "\\|");
  }
}
