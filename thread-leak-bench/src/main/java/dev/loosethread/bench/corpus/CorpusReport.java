package dev.loosethread.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/** The report about runs of the audit in Markdown: failures, findings and cost. */
final class CorpusReport {
  private static final double UNIT = 100_000;
  private static final double KILOBYTES = 1024;

  /** Below that, the start of the JVM is all that is measured. */
  private static final long LINES_WORTH_A_RATE = 20_000;

  private final List<AuditRun> runs;
  private final List<String> report = new ArrayList<>();

  private CorpusReport(List<AuditRun> runs) {
    this.runs = List.copyOf(runs);
  }

  static List<String> of(List<AuditRun> runs) {
    CorpusReport made = new CorpusReport(runs);
    made.summary();
    made.list("Crashes", run -> run.crash().isEmpty() ? List.of() : List.of(run.crash()));
    made.list("Messages", AuditRun::messages);
    made.findings();
    made.verdicts();
    made.reasons();
    made.costs();
    return made.report;
  }

  private void summary() {
    line("- targets: %,d, lines: %,d", runs.size(), sum("lines"));
    line("- crashes: %,d", count(run -> !run.crash().isEmpty()));
    line("- messages that a target could not be read: %,d", messages(MessageKind.NOT_AUDITED));
    line("- messages that a file or class was given up: %,d", messages(MessageKind.GIVEN_UP));
    line("- other messages: %,d", messages(MessageKind.OTHER));
    line(
        "- no row and no message: %,d, of which nothing was read: %,d",
        count(AuditRun::isSilent), count(AuditRun::isLost));
    line(
        "- source files: %,d with full types, %,d with incomplete ones, %,d failed, %,d without launches",
        sum("fullTypes"), sum("incompleteTypes"), sum("failed"), sum("withoutLaunches"));
    line("- classes read from class files: %,d", sum("classFile"));
  }

  private void findings() {
    Map<String, Integer> counts = new TreeMap<>();
    for (AuditRun run : runs) {
      for (JsonNode row : run.rows()) {
        for (JsonNode finding : row.path("findings")) {
          if (!finding.path("isRepeated").asBoolean()) {
            String preview = finding.path("isPreview").asBoolean() ? " (in preview)" : "";
            counts.merge(finding.path("pattern").asText() + preview, 1, Integer::sum);
          }
        }
      }
    }
    table("Findings", "pattern", "findings", counts);
  }

  private void verdicts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (AuditRun run : runs) {
      run.rows().forEach(row -> counts.merge(row.path("verdict").asText(), 1, Integer::sum));
    }
    table("Rows", "verdict", "rows", counts);
  }

  private void reasons() {
    YellowReasons reasons = new YellowReasons();
    runs.forEach(run -> run.rows().forEach(reasons::add));
    table("Why rows are yellow", "reason", "rows", reasons.counts());
  }

  private void table(String title, String what, String number, Map<String, Integer> counts) {
    title(title);
    MarkdownTable table = new MarkdownTable(what, number);
    counts.entrySet().stream()
        .sorted(
            Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Entry.comparingByKey()))
        .forEach(entry -> table.row(entry.getKey(), entry.getValue()));
    report.addAll(table.lines());
  }

  private void costs() {
    title("Costs");
    List<AuditRun> large =
        runs.stream().filter(run -> run.read("lines") >= LINES_WORTH_A_RATE).toList();
    line(
        "Per 100,000 lines, median of the %,d with %,d lines or more: %s s, %s MB at the peak. A rate of"
            + " fewer lines would be that of the JVM's start.",
        large.size(),
        LINES_WORTH_A_RATE,
        median(large.stream().mapToDouble(run -> rate(run, run.seconds()))),
        median(large.stream().mapToDouble(run -> rate(run, megabytes(run)))));
    report.add("");
    MarkdownTable table =
        new MarkdownTable(
            "target",
            "lines",
            "full types",
            "incomplete",
            "failed",
            "red",
            "yellow",
            "green",
            "listed",
            "s",
            "peak MB",
            "s per 100,000 lines",
            "MB per 100,000 lines");
    runs.forEach(run -> table.row(costs(run)));
    report.addAll(table.lines());
  }

  private static Object[] costs(AuditRun run) {
    Map<String, Long> verdicts = new HashMap<>();
    run.rows().forEach(row -> verdicts.merge(row.path("verdict").asText(), 1L, Long::sum));
    boolean isLarge = run.read("lines") >= LINES_WORTH_A_RATE;
    return new Object[] {
      run.target(),
      run.read("lines"),
      run.read("fullTypes"),
      run.read("incompleteTypes"),
      run.read("failed"),
      verdicts.getOrDefault("red", 0L),
      verdicts.getOrDefault("yellow", 0L),
      verdicts.getOrDefault("green", 0L),
      verdicts.getOrDefault("listed", 0L),
      run.seconds(),
      run.peakKilobytes() == 0 ? "none" : Math.round(megabytes(run)),
      isLarge ? rate(run, run.seconds()) : "",
      isLarge && run.peakKilobytes() > 0 ? Math.round(rate(run, megabytes(run))) : ""
    };
  }

  private static double megabytes(AuditRun run) {
    return run.peakKilobytes() / KILOBYTES;
  }

  private static double rate(AuditRun run, double value) {
    return value * UNIT / run.read("lines");
  }

  private static String median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted.length == 0 ? "none" : "%.1f".formatted(sorted[sorted.length / 2]);
  }

  private long sum(String what) {
    return runs.stream().mapToLong(run -> run.read(what)).sum();
  }

  private long count(Predicate<AuditRun> is) {
    return runs.stream().filter(is).count();
  }

  private long messages(MessageKind kind) {
    return runs.stream()
        .flatMap(run -> run.messages().stream())
        .filter(message -> MessageKind.of(message) == kind)
        .count();
  }

  private void list(String title, Function<AuditRun, List<String>> lines) {
    if (runs.stream().allMatch(run -> lines.apply(run).isEmpty())) {
      return;
    }
    title(title);
    for (AuditRun run : runs) {
      lines.apply(run).forEach(line -> line("- %s", about(run, line)));
    }
  }

  /** Most messages say themselves what they are about. */
  private static String about(AuditRun run, String line) {
    return line.startsWith(run.target()) ? line : run.target() + ": " + line;
  }

  private void title(String title) {
    report.add("");
    report.add("## " + title);
    report.add("");
  }

  private void line(String format, Object... values) {
    report.add(format.formatted(values));
  }
}
