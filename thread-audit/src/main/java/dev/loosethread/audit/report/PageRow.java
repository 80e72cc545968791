package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.model.finding.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One launch, for templates. */
public final class PageRow {
  private final Row row;
  private final String id;
  private final boolean isAccepted;
  private final List<PageFinding> findings;

  /**
   * @param id names it on its page
   */
  PageRow(Row row, String id, boolean isAccepted, List<PageFinding> findings) {
    this.row = row;
    this.id = id;
    this.isAccepted = isAccepted;
    this.findings = List.copyOf(findings);
  }

  public String getId() {
    return id;
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
    return Words.of(row.part());
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

  public List<PageAnswer> getAnswers() {
    List<PageAnswer> answers = new ArrayList<>();
    row.answers().forEach((question, answer) -> answers.add(new PageAnswer(question, answer)));
    return answers;
  }

  /** Returns the answers that call for something and that no finding explains. */
  public List<PageAnswer> getLacks() {
    return AuditReport.lacks(row).stream()
        .map(lack -> new PageAnswer(lack.question(), row.answers().get(lack.question())))
        .toList();
  }

  public List<PageFinding> getFindings() {
    return findings;
  }

  /** The bug patterns that report it, each once. */
  public List<String> getPatterns() {
    List<String> patterns = AuditReport.patterns(row);
    return patterns.stream().distinct().toList();
  }

  /** Returns whether the fix of a finding is shown here. */
  public boolean isFixed() {
    return findings.stream().anyMatch(PageFinding::isFixed);
  }

  /** One line of code, with a mark: of the launch, or of a diff. */
  public record CodeLine(String mark, String number, String text) {}

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
