package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.engine.Row.Hunk;
import dev.loosethread.model.rules.LaunchSite.Answer;
import dev.loosethread.model.rules.LaunchSite.Question;
import dev.loosethread.model.rules.LaunchSite.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** A report as templates ask for it: getters that return texts, numbers and lists of such. */
public final class ReportPage {
  private final AuditReport report;

  ReportPage(AuditReport report) {
    this.report = report;
  }

  public String getTargets() {
    return String.join(", ", report.targets());
  }

  public String getVersion() {
    return report.version();
  }

  public List<String> getProblems() {
    return report.problems();
  }

  public boolean isWithBaseline() {
    return report.hasBaseline();
  }

  /** The numbers of one part of the code. */
  public record Counts(String name, int red, int yellow, int green, int listed) {
    static Counts of(String name, List<Row> rows) {
      Map<Verdict, Integer> counts = AuditReport.counts(rows);
      return new Counts(
          name,
          counts.get(Verdict.RED),
          counts.get(Verdict.YELLOW),
          counts.get(Verdict.GREEN),
          counts.get(Verdict.LISTED));
    }
  }

  public List<Counts> getTotals() {
    return List.of(
        Counts.of("production code", report.production()), Counts.of("test code", report.tests()));
  }

  public List<Counts> getPackages() {
    List<Counts> packages = new ArrayList<>();
    report
        .byPackage()
        .forEach(
            (name, rows) -> packages.add(Counts.of(name.isEmpty() ? "(unnamed)" : name, rows)));
    return packages;
  }

  public List<String> getKinds() {
    TreeSet<String> kinds = new TreeSet<>();
    report.rows().forEach(row -> kinds.add(Words.of(row.kind())));
    return List.copyOf(kinds);
  }

  public int getSourceFiles() {
    return report.result().count(Reading.FULL_TYPES)
        + report.result().count(Reading.INCOMPLETE_TYPES)
        + report.result().count(Reading.WITHOUT_LAUNCHES)
        + report.result().count(Reading.FAILED);
  }

  public int getFullTypes() {
    return report.result().count(Reading.FULL_TYPES);
  }

  public int getIncompleteTypes() {
    return report.result().count(Reading.INCOMPLETE_TYPES);
  }

  public int getFailed() {
    return report.result().count(Reading.FAILED);
  }

  public int getClasses() {
    return report.result().count(Reading.CLASS_FILE);
  }

  public long getLines() {
    return report.result().lines();
  }

  public int getSuppressed() {
    return report.result().suppressed();
  }

  /** The worst first. */
  public List<PageRow> getRows() {
    List<PageRow> rows = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      report.of(verdict).forEach(row -> rows.add(new PageRow(row, report.isAccepted(row))));
    }
    return rows;
  }

  /** One launch. */
  public static final class PageRow {
    private final Row row;
    private final boolean isAccepted;

    PageRow(Row row, boolean isAccepted) {
      this.row = row;
      this.isAccepted = isAccepted;
    }

    public String getId() {
      return row.fingerprint();
    }

    public String getVerdict() {
      return row.verdict().name();
    }

    public String getVerdictClass() {
      return row.verdict().name().toLowerCase(Locale.ROOT);
    }

    public boolean isAccepted() {
      return isAccepted;
    }

    public String getKind() {
      return Words.of(row.kind());
    }

    public String getPart() {
      return row.isTest() ? "test" : "production";
    }

    public String getFile() {
      return row.file();
    }

    public int getLine() {
      return row.line();
    }

    public String getPackageName() {
      return row.packageName().isEmpty() ? "(unnamed)" : row.packageName();
    }

    public String getMember() {
      return row.member();
    }

    public String getCall() {
      return row.call();
    }

    public String getRuns() {
      return row.runs();
    }

    public List<PageAnswer> getAnswers() {
      List<PageAnswer> answers = new ArrayList<>();
      row.answers().forEach((question, answer) -> answers.add(new PageAnswer(question, answer)));
      return answers;
    }

    /** What does not hold, as far as no finding says so. */
    public List<PageAnswer> getLacks() {
      return AuditReport.lacks(row).stream()
          .map(lack -> new PageAnswer(lack.question(), row.answers().get(lack.question())))
          .toList();
    }

    public List<PageFinding> getFindings() {
      return row.findings().stream().map(PageFinding::new).toList();
    }

    public List<CodeLine> getCode() {
      List<CodeLine> lines = new ArrayList<>();
      for (int i = 0; i < row.excerpt().lines().size(); i++) {
        int number = row.excerpt().firstLine() + i;
        lines.add(
            new CodeLine(
                number == row.line() ? ">" : " ",
                Integer.toString(number),
                row.excerpt().lines().get(i)));
      }
      return lines;
    }
  }

  /** One answer. */
  public record PageAnswer(Question question, Answer answer) {
    public String getName() {
      return Words.of(question);
    }

    public String getHolds() {
      return Words.of(answer.holds());
    }

    public String getReason() {
      return answer.reason();
    }

    public String getAdvice() {
      return answer.advice();
    }
  }

  /** One finding. */
  public static final class PageFinding {
    private final Found found;

    PageFinding(Found found) {
      this.found = found;
    }

    public String getPattern() {
      return found.pattern();
    }

    public String getPage() {
      return Words.page(found.pattern());
    }

    public String getMessage() {
      return found.message();
    }

    public String getRemark() {
      return Words.fix(found);
    }

    public boolean isFixed() {
      return found.fix() != null;
    }

    /** The fix as the lines of a diff. */
    public List<CodeLine> getDiff() {
      List<CodeLine> lines = new ArrayList<>();
      for (Hunk hunk : found.fix().hunks()) {
        lines.add(new CodeLine("@", "", "line " + hunk.line()));
        hunk.removed().forEach(line -> lines.add(new CodeLine("-", "", line)));
        hunk.inserted().forEach(line -> lines.add(new CodeLine("+", "", line)));
      }
      return lines;
    }
  }

  /** One line of code, with a mark: of the launch, or of a diff. */
  public record CodeLine(String mark, String number, String text) {}
}
