package dev.loosethread.audit.engine;

import dev.loosethread.audit.launches.JudgedLaunch;
import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.model.finding.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One line of the inventory, with nothing left of the compiler's trees.
 *
 * <p>It has so many components because it is one line of the report: they are all that a report
 * shows of a launch.
 *
 * @param fingerprint names it whatever lines it moves to; equal in every run over the same code
 * @param file as reports show it, with slashes
 * @param line counted from 1; 0 if unknown
 * @param columns where on the line
 * @param module what it belongs to
 * @param part whether it is production code, test code, or a copy of somebody else's
 * @param type binary name of the top-level class
 * @param member the enclosing member: {@code Type.method()}
 * @param call the call that launches it; for a finding about something else, the name of the
 *     pattern
 * @param runs what it runs, in words; "" for a finding about something else
 * @param answers to the questions that make sense for its kind, the others left out
 * @param verdict what the answers and the findings come to
 * @param findings those that are about it
 * @param excerpt source lines around it; none for class files
 */
public record Row(
    String fingerprint,
    String file,
    int line,
    Columns columns,
    String module,
    Part part,
    String type,
    String member,
    Kind kind,
    String call,
    String runs,
    Map<Question, Answer> answers,
    Verdict verdict,
    List<Found> findings,
    Excerpt excerpt) {
  public Row {
    answers = new EnumMap<>(answers);
    findings = List.copyOf(findings);
  }

  /**
   * A part of a line.
   *
   * @param start the first UTF-16 unit, counted from 1; 0 if unknown
   * @param end the one behind the last; 0 if unknown
   */
  public record Columns(int start, int end) {
    public static final Columns UNKNOWN = new Columns(0, 0);
  }

  /**
   * A finding of a bug pattern.
   *
   * @param id names it whatever lines it moves to; equal in all rows of a file that it is about
   * @param isPreview whether the pattern is off by default
   * @param fix what mends it, or null
   * @param isFixedWithAnother whether the fix of another finding mends it too
   */
  public record Found(
      String id,
      String pattern,
      boolean isPreview,
      String message,
      int line,
      Columns columns,
      Fix fix,
      boolean isFixedWithAnother) {
    private Found withTexts(UnaryOperator<String> text, UnaryOperator<String> code) {
      return new Found(
          id,
          pattern,
          isPreview,
          text.apply(message),
          line,
          columns,
          fix == null ? null : fix.withCode(code),
          isFixedWithAnother);
    }
  }

  /**
   * A change of one file.
   *
   * @param hunks in the order of the lines
   */
  public record Fix(List<Hunk> hunks) {
    public Fix {
      hunks = List.copyOf(hunks);
    }

    private Fix withCode(UnaryOperator<String> code) {
      return new Fix(
          hunks.stream()
              .map(
                  hunk ->
                      new Hunk(
                          hunk.line(),
                          hunk.removed().stream().map(code).toList(),
                          hunk.inserted().stream().map(code).toList()))
              .toList());
    }
  }

  /**
   * Lines that are replaced by others.
   *
   * @param line the first of them, counted from 1; with nothing removed, the line before which the
   *     new ones go
   */
  public record Hunk(int line, List<String> removed, List<String> inserted) {
    public Hunk {
      removed = List.copyOf(removed);
      inserted = List.copyOf(inserted);
    }
  }

  /**
   * Lines of source.
   *
   * @param firstLine the number of the first, counted from 1
   */
  public record Excerpt(int firstLine, List<String> lines) {
    public static final Excerpt NONE = new Excerpt(0, List.of());

    public Excerpt {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Returns this row with other texts.
   *
   * @param text replaces names and sentences
   * @param code replaces lines of source
   */
  public Row withTexts(UnaryOperator<String> text, UnaryOperator<String> code) {
    Map<Question, Answer> replaced = new EnumMap<>(Question.class);
    answers.forEach(
        (question, answer) ->
            replaced.put(
                question,
                new Answer(
                    answer.holds(), text.apply(answer.reason()), text.apply(answer.advice()))));
    return new Row(
        fingerprint,
        text.apply(file),
        line,
        columns,
        text.apply(module),
        part,
        text.apply(type),
        text.apply(member),
        kind,
        text.apply(call),
        text.apply(runs),
        replaced,
        verdict,
        findings.stream().map(found -> found.withTexts(text, code)).toList(),
        new Excerpt(excerpt.firstLine(), excerpt.lines().stream().map(code).toList()));
  }

  /** The package of the top-level class, "" for the unnamed one. */
  public String packageName() {
    return packageOf(type);
  }

  static String packageOf(String type) {
    int end = type.lastIndexOf('.');
    return end < 0 ? "" : type.substring(0, end);
  }

  /** Returns whether it is one of the launches, not a finding about something else. */
  public boolean isLaunch() {
    return kind != JudgedLaunch.Kind.FINDING;
  }
}
