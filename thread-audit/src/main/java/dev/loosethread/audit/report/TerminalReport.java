package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.engine.Part;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.audit.report.AuditReport.Lack;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** The summary on the terminal. */
public final class TerminalReport {
  private static final Map<Verdict, String> COLOURS =
      Map.of(
          Verdict.RED, "red,bold",
          Verdict.YELLOW, "yellow",
          Verdict.GREEN, "green",
          Verdict.LISTED, "faint");

  private static final int SHOWN = 20;

  private final AuditReport report;
  private final Defects defects;
  private final Ansi ansi;
  private final int width;
  private final boolean isAll;

  /**
   * @param width how many characters fit into a line; 0 if that does not matter
   * @param isAll whether every launch is shown with all that is known of it, not only the worst
   */
  public TerminalReport(AuditReport report, Ansi ansi, int width, boolean isAll) {
    this.report = report.visible();
    this.defects = new Defects(this.report.rows());
    this.ansi = ansi;
    this.width = width;
    this.isAll = isAll;
  }

  /**
   * Prints all of it.
   *
   * @param next what the user may do now
   */
  public void print(PrintWriter out, NextSteps next) {
    WorstTable worst = new WorstTable(report);
    if (isAll) {
      for (Verdict verdict : Verdict.values()) {
        report.of(verdict).stream()
            .filter(row -> !report.isAccepted(row))
            .forEach(row -> print(out, row));
      }
    } else {
      worst.lines(SHOWN, width, this::painted).forEach(out::println);
      int more = worst.entries().size() - SHOWN;
      if (more > 0) {
        out.println("... and " + more + " more; --all shows them");
      }
      if (!worst.entries().isEmpty()) {
        out.println();
      }
    }
    for (Part part : Part.values()) {
      if (part == Part.PRODUCTION || !report.of(part).isEmpty()) {
        printCounts(out, Words.of(part), report.of(part), defects.count(row -> row.part() == part));
      }
    }
    printRead(out);
    next.lines(worst.entries()).forEach(out::println);
    out.flush();
  }

  private void print(PrintWriter out, Row row) {
    out.printf(
        "%s %s:%d %s%s%n",
        painted(row.verdict(), row.verdict().name()),
        row.file(),
        row.line(),
        ansi.string("@|bold " + escape(row.call()) + "|@"),
        row.member().isEmpty() ? "" : " in " + row.member());
    if (!row.runs().isEmpty()) {
      out.println("    runs " + row.runs());
    }
    for (Found found : row.findings()) {
      Row home = defects.of(row, found).home();
      out.println(
          "    ["
              + found.pattern()
              + "] "
              + (home == row
                  ? found.message() + (found.fix() == null ? "" : " (fix)")
                  : "the finding at " + home.file() + ":" + home.line()));
    }
    for (Lack lack : AuditReport.lacks(row)) {
      Holds holds = row.answers().get(lack.question()).holds();
      out.println(
          "    "
              + Words.lack(lack.question(), holds)
              + ": "
              + lack.reason()
              + (lack.advice().isEmpty() ? "" : "; " + lack.advice()));
    }
    row.answers()
        .forEach(
            (question, answer) -> {
              if (answer.holds() == Holds.ELSEWHERE) {
                out.println("    not judged: " + Words.of(question) + ": " + answer.reason());
              }
            });
    out.println();
  }

  private String painted(Verdict verdict, String word) {
    return ansi.string("@|" + COLOURS.get(verdict) + " " + word + "|@");
  }

  private static String escape(String text) {
    return text.replace("|@", "| @").replace("@|", "@ |");
  }

  private void printCounts(PrintWriter out, String what, List<Row> rows, Defects.Count found) {
    Map<Verdict, Integer> counts = AuditReport.counts(rows);
    out.printf("%-12s", what);
    counts.forEach(
        (verdict, count) -> out.printf(" %s %-5d", painted(verdict, verdict.name()), count));
    long launches = rows.stream().filter(Row::isLaunch).count();
    out.printf(
        " %s, %s, %d with a fix%n",
        Words.count(launches, "launch", "launches"),
        Words.count(found.findings(), "finding", "findings"),
        found.fixes());
  }

  private void printRead(PrintWriter out) {
    AuditResult result = report.result();
    int full = result.count(Reading.FULL_TYPES);
    int incomplete = result.count(Reading.INCOMPLETE_TYPES);
    int others = result.count(Reading.WITHOUT_LAUNCHES);
    int failed = result.count(Reading.FAILED);
    if (full + incomplete + others + failed > 0) {
      out.printf(
          "read %d source files, %d lines: %d may launch threads, %d of them with full types and %d"
              + " with incomplete ones%s%n",
          full + incomplete + others + failed,
          result.lines(),
          full + incomplete,
          full,
          incomplete,
          failed == 0 ? "" : "; " + failed + " could not be read");
    }
    if (isAll) {
      result.incomplete().forEach(lack -> out.println("    incomplete: " + lack));
    }
    if (result.count(Reading.CLASS_FILE) > 0) {
      out.printf("read %d classes that may launch threads%n", result.count(Reading.CLASS_FILE));
    }
    if (result.suppressed() > 0) {
      out.printf("%d findings are suppressed%n", result.suppressed());
    }
    if (report.hasBaseline()) {
      long known = report.rows().stream().filter(report::isAccepted).count();
      out.printf("%d launches are accepted by the baseline%n", known);
    }
  }
}
