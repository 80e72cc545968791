package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.report.AuditReport.Lack;
import dev.loosethread.model.rules.LaunchSite.Holds;
import dev.loosethread.model.rules.LaunchSite.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** The summary for whoever started the audit. */
public final class TerminalReport {
  private static final Map<Verdict, String> COLOURS =
      Map.of(
          Verdict.RED, "red,bold",
          Verdict.YELLOW, "yellow",
          Verdict.GREEN, "green",
          Verdict.LISTED, "faint");

  private final AuditReport report;
  private final Ansi ansi;
  private final int mostRows;

  /**
   * @param mostRows how many launches that are not red are shown at most
   */
  public TerminalReport(AuditReport report, Ansi ansi, int mostRows) {
    this.report = report.visible();
    this.ansi = ansi;
    this.mostRows = mostRows;
  }

  public void print(PrintWriter out) {
    printRows(out, Verdict.RED, Integer.MAX_VALUE);
    printRows(out, Verdict.YELLOW, mostRows);
    if (mostRows == Integer.MAX_VALUE) {
      printRows(out, Verdict.GREEN, mostRows);
      printRows(out, Verdict.LISTED, mostRows);
    }
    printCounts(out, "production", report.production());
    if (!report.tests().isEmpty()) {
      printCounts(out, "tests", report.tests());
    }
    printRead(out);
  }

  private void printRows(PrintWriter out, Verdict verdict, int most) {
    List<Row> rows = report.of(verdict);
    int shown = 0;
    for (Row row : rows) {
      if (report.isAccepted(row)) {
        continue;
      }
      if (shown++ == most) {
        out.println("... and more; --all shows them");
        out.println();
        return;
      }
      print(out, row);
    }
  }

  private void print(PrintWriter out, Row row) {
    out.printf(
        "%s %s:%d %s%s%n",
        word(row.verdict()),
        row.file(),
        row.line(),
        ansi.string("@|bold " + escape(row.call()) + "|@"),
        row.member().isEmpty() ? "" : " in " + row.member());
    if (!row.runs().isEmpty()) {
      out.println("    runs " + row.runs());
    }
    for (Found found : row.findings()) {
      out.println(
          "    ["
              + found.pattern()
              + "] "
              + found.message()
              + (found.fix() == null ? "" : " (fix)"));
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
    out.println();
  }

  private String word(Verdict verdict) {
    return ansi.string("@|" + COLOURS.get(verdict) + " " + verdict.name() + "|@");
  }

  private static String escape(String text) {
    return text.replace("|@", "| @").replace("@|", "@ |");
  }

  private void printCounts(PrintWriter out, String what, List<Row> rows) {
    Map<Verdict, Integer> counts = AuditReport.counts(rows);
    out.printf("%-12s", what);
    counts.forEach((verdict, count) -> out.printf(" %s %-5d", word(verdict), count));
    out.println();
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
    if (mostRows == Integer.MAX_VALUE) {
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
