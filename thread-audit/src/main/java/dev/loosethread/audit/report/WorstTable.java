package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Part;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.audit.report.AuditReport.Lack;
import dev.loosethread.audit.report.Defects.Defect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The table of the worst launches, one line each: place, launch, fix and reason. */
final class WorstTable {
  /** The minimum width of a message; if there is less room, it gets a separate line. */
  private static final int LEAST_MESSAGE = 30;

  private static final String GAP = "  ";
  private static final String CUT = "...";

  /**
   * One line.
   *
   * @param pattern the bug pattern, or what does not hold
   * @param fix whether there is one, in a word
   */
  record Entry(
      Verdict verdict, Part part, String place, String pattern, String fix, String message) {}

  private final List<Entry> entries;

  /** Of what a baseline does not accept. */
  WorstTable(AuditReport report) {
    List<Entry> all = new ArrayList<>();
    for (Defect defect : new Defects(report.rows()).all()) {
      boolean isKnown =
          report.isAccepted(defect.home()) && defect.others().stream().allMatch(report::isAccepted);
      if (!isKnown) {
        all.add(entry(defect));
      }
    }
    for (List<Row> equal : equalRows(report)) {
      all.add(entry(equal));
    }
    all.sort(
        Comparator.comparing((Entry entry) -> entry.part() == Part.VENDORED)
            .thenComparing(Entry::verdict)
            .thenComparing(Entry::part));
    entries = List.copyOf(all);
  }

  private static Entry entry(Defect defect) {
    Found found = defect.found();
    Row home = defect.home();
    int launches = defect.others().size() + 1;
    return new Entry(
        found.isPreview() ? Verdict.YELLOW : home.verdict(),
        home.part(),
        home.file() + ":" + found.line(),
        found.pattern(),
        found.fix() != null || found.isFixedWithAnother() ? "fix" : "-",
        found.message() + launches(launches));
  }

  private static String launches(int count) {
    return count == 1 ? "" : " (" + count + " launches)";
  }

  /** The rows without a finding that say the same of the same call in one file, together. */
  private static Collection<List<Row>> equalRows(AuditReport report) {
    Map<List<Object>, List<Row>> equal = new LinkedHashMap<>();
    for (Row row : report.rows()) {
      boolean isShown = row.verdict() == Verdict.RED || row.verdict() == Verdict.YELLOW;
      if (isShown && row.findings().isEmpty() && !report.isAccepted(row)) {
        List<Object> key = List.of(row.file(), row.verdict(), row.call(), AuditReport.lacks(row));
        equal.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    return equal.values();
  }

  /** The entry of rows that say the same, at the place of the first. */
  private static Entry entry(List<Row> equal) {
    Row row = equal.get(0);
    List<Lack> lacks = AuditReport.lacks(row);
    String reasons = lacks.stream().map(Lack::reason).distinct().collect(Collectors.joining("; "));
    String what =
        AuditReport.isUnstoppable(row)
            ? ShippedPages.UNSTOPPABLE
            : lacks.isEmpty()
                ? ""
                : Words.lack(
                    lacks.get(0).question(), row.answers().get(lacks.get(0).question()).holds());
    return new Entry(
        row.verdict(),
        row.part(),
        row.file() + ":" + row.line(),
        what,
        "-",
        row.call() + ": " + reasons + launches(equal.size()));
  }

  List<Entry> entries() {
    return entries;
  }

  /**
   * The first of them as lines.
   *
   * @param most how many are shown
   * @param width how many characters fit into a line; 0 if that does not matter
   * @param colour paints a word as a verdict is painted
   */
  List<String> lines(int most, int width, BiFunction<Verdict, String, String> colour) {
    List<Entry> shown = entries.subList(0, Math.min(most, entries.size()));
    int verdict = longest(shown, e -> e.verdict().name().length());
    int pattern = longest(shown, e -> e.pattern().length());
    int place = longest(shown, e -> e.place().length());
    int others = verdict + pattern + "fix".length() + 4 * GAP.length();
    boolean isTight = width > 0 && width - others - place < LEAST_MESSAGE;
    if (isTight) {
      // The message goes below, and the place gets what is left.
      place = Math.max(CUT.length() + 1, Math.min(place, width - others + GAP.length()));
    }
    List<String> lines = new ArrayList<>();
    for (Entry entry : shown) {
      String head =
          colour.apply(entry.verdict(), padded(entry.verdict().name(), verdict))
              + GAP
              + padded(end(entry.place(), place), place)
              + GAP
              + padded(entry.pattern(), pattern)
              + GAP
              + padded(entry.fix(), "fix".length());
      if (isTight) {
        lines.add(head.stripTrailing());
        lines.add(GAP + GAP + start(entry.message(), width - 2 * GAP.length()));
      } else {
        int left = width == 0 ? entry.message().length() : width - others - place;
        lines.add(head + GAP + start(entry.message(), left));
      }
    }
    return lines;
  }

  private static int longest(List<Entry> entries, ToIntFunction<Entry> length) {
    return entries.stream().mapToInt(length).max().orElse(0);
  }

  private static String padded(String text, int length) {
    return text + " ".repeat(Math.max(0, length - text.length()));
  }

  private static String start(String text, int length) {
    return text.length() <= length
        ? text
        : text.substring(0, Math.max(0, length - CUT.length())) + CUT;
  }

  /** Of a place the end says most. */
  private static String end(String text, int length) {
    return text.length() <= length
        ? text
        : CUT + text.substring(text.length() - Math.max(0, length - CUT.length()));
  }
}
