package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Excerpt;
import dev.loosethread.audit.engine.Row.Fix;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.engine.Row.Hunk;
import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.audit.text.VisibleText;
import dev.loosethread.model.finding.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A row as people may see it. */
final class VisibleRow {
  private VisibleRow() {}

  static Row of(Row row) {
    Map<Question, Answer> answers = new EnumMap<>(Question.class);
    row.answers().forEach((question, answer) -> answers.put(question, of(answer)));
    return new Row(
        row.fingerprint(),
        VisibleText.of(row.file()),
        row.line(),
        row.columns(),
        VisibleText.of(row.module()),
        row.isTest(),
        VisibleText.of(row.type()),
        VisibleText.of(row.member()),
        row.kind(),
        VisibleText.of(row.call()),
        VisibleText.of(row.runs()),
        answers,
        row.verdict(),
        row.findings().stream().map(VisibleRow::of).toList(),
        new Excerpt(row.excerpt().firstLine(), code(row.excerpt().lines())));
  }

  private static Answer of(Answer answer) {
    return new Answer(
        answer.holds(), VisibleText.of(answer.reason()), VisibleText.of(answer.advice()));
  }

  private static Found of(Found found) {
    return new Found(
        found.id(),
        found.pattern(),
        found.isPreview(),
        VisibleText.of(found.message()),
        found.line(),
        found.columns(),
        found.fix() == null ? null : of(found.fix()),
        found.isFixedWithAnother());
  }

  private static Fix of(Fix fix) {
    return new Fix(
        fix.hunks().stream()
            .map(hunk -> new Hunk(hunk.line(), code(hunk.removed()), code(hunk.inserted())))
            .toList());
  }

  private static List<String> code(List<String> lines) {
    return lines.stream().map(VisibleText::ofCode).toList();
  }
}
