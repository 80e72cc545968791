package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.Part;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.audit.text.VisibleText;
import dev.loosethread.model.finding.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The data that all reports show.
 *
 * @param version of Loosethread
 * @param targets as the user named them
 * @param rows by file and line
 * @param fresh the fingerprints of the red and yellow rows that a baseline does not accept; all of
 *     them without a baseline
 * @param hasBaseline whether there is one
 * @param problems what could not be audited
 */
public record AuditReport(
    String version,
    List<String> targets,
    List<Row> rows,
    Set<String> fresh,
    boolean hasBaseline,
    AuditResult result,
    List<String> problems) {
  public AuditReport {
    targets = List.copyOf(targets);
    rows = List.copyOf(rows);
    fresh = Set.copyOf(fresh);
    problems = List.copyOf(problems);
  }

  /** The same for people, with all control characters escaped. */
  public AuditReport visible() {
    return new AuditReport(
        version,
        targets.stream().map(VisibleText::of).toList(),
        rows.stream().map(VisibleRow::of).toList(),
        fresh,
        hasBaseline,
        result,
        problems);
  }

  /** A question whose answer is no, or has to be checked. */
  public record Lack(Question question, String reason, String advice) {}

  /** Returns how many rows there are of each verdict. */
  public static Map<Verdict, Integer> counts(List<Row> rows) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    rows.forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
    return counts;
  }

  public List<Row> of(Part part) {
    return rows.stream().filter(row -> row.part() == part).toList();
  }

  public List<Row> of(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).toList();
  }

  public boolean isFresh(Row row) {
    return fresh.contains(row.fingerprint());
  }

  /** Returns whether a baseline accepts a row that is red or yellow. */
  public boolean isAccepted(Row row) {
    return hasBaseline
        && !isFresh(row)
        && (row.verdict() == Verdict.RED || row.verdict() == Verdict.YELLOW);
  }

  /** Returns whether a row is red although no finding says why. */
  static boolean isUnstoppable(Row row) {
    return row.verdict() == Verdict.RED && row.findings().isEmpty();
  }

  /** Returns the patterns that report a row, or the name of an unstoppable launch. */
  static List<String> patterns(Row row) {
    return isUnstoppable(row)
        ? List.of(ShippedPages.UNSTOPPABLE)
        : row.findings().stream().map(Row.Found::pattern).toList();
  }

  /**
   * Returns how many findings have a fix that may be made.
   *
   * @param patterns the bug patterns that may be fixed
   * @param files the files that may be
   */
  public int fixes(Set<String> patterns, Set<String> files) {
    return new Defects(rows)
        .count(row -> files.contains(row.file()), found -> patterns.contains(found.pattern()))
        .fixes();
  }

  /** The rows of each package, by its name. */
  public Map<String, List<Row>> byPackage() {
    Map<String, List<Row>> packages = new TreeMap<>();
    for (Row row : rows) {
      packages.computeIfAbsent(row.packageName(), p -> new ArrayList<>()).add(row);
    }
    return packages;
  }

  /** Returns the answers that call for something, with advice, in the order of the questions. */
  public static List<Lack> lacks(Row row) {
    List<Lack> lacks = new ArrayList<>();
    for (Map.Entry<Question, Answer> entry : row.answers().entrySet()) {
      Answer answer = entry.getValue();
      boolean isFinding =
          row.findings().stream().anyMatch(f -> f.message().equals(answer.reason()));
      boolean isLack = answer.holds() == Holds.NO || answer.holds() == Holds.UNKNOWN;
      if (isLack && !isFinding) {
        lacks.add(new Lack(entry.getKey(), answer.reason(), answer.advice()));
      }
    }
    return lacks;
  }
}
