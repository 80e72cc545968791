package dev.loosethread.bench.corpus;

import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A finding that somebody has read the code of.
 *
 * @param file its simple name
 */
record JudgedFinding(
    String library, String file, int line, String pattern, Verdict verdict, String reason) {
  static final String HEADER = "library\tfile\tline\tpattern\tverdict\treason";

  /** Lines move a little when a finding is put on another part of the same statement. */
  private static final int LINES_AROUND = 3;

  enum Verdict {
    /** True. */
    T,
    /** True, and worth little. */
    M,
    /** False. */
    F
  }

  enum State {
    STANDS,
    GONE,
    NOT_JUDGED
  }

  /** Reads a whole table. */
  static List<JudgedFinding> parse(List<String> table) {
    if (table.isEmpty() || !table.get(0).equals(HEADER)) {
      throw new Failure("the first line is not: " + HEADER.replace("\t", " TAB "));
    }
    List<JudgedFinding> rows = new ArrayList<>();
    for (int i = 1; i < table.size(); i++) {
      if (!table.get(i).isBlank()) {
        rows.add(row(table.get(i), i + 1));
      }
    }
    return rows;
  }

  private static JudgedFinding row(String text, int number) {
    String[] cells = text.split("\t", -1);
    try {
      if (cells.length == HEADER.split("\t").length) {
        return new JudgedFinding(
            Coordinates.parse(cells[0]).toString(),
            cells[1],
            Integer.parseInt(cells[2]),
            cells[3],
            Verdict.valueOf(cells[4]),
            cells[5]);
      }
    } catch (IllegalArgumentException | Failure e) {
      // Told below.
    }
    throw new Failure("line " + number + " of the table is not: " + HEADER.replace("\t", " TAB "));
  }

  /**
   * Returns what became of it. It is gone only if all files of that name were read, as any may be
   * the one.
   *
   * @param checked its library; empty if that could not be checked
   */
  State state(Optional<CheckedLibrary> checked) {
    if (checked.isEmpty()) {
      return State.NOT_JUDGED;
    }
    CheckedLibrary library = checked.get();
    if (library.findings().stream().anyMatch(this::isThat)) {
      return State.STANDS;
    }
    return library.files().stream().anyMatch(this::isIn)
            && library.leftOut().stream().noneMatch(this::isIn)
        ? State.GONE
        : State.NOT_JUDGED;
  }

  /** Returns whether that is as it should be. */
  boolean isRight(State state) {
    return state == (verdict == Verdict.F ? State.GONE : State.STANDS);
  }

  private boolean isThat(CheckedLibrary.Found found) {
    return isIn(found.file())
        && found.pattern().equals(pattern)
        && Math.abs(found.line() - line) <= LINES_AROUND;
  }

  /** Returns whether a file has the name of its file. */
  boolean isIn(String path) {
    return path.endsWith("/" + file) || path.equals(file);
  }

  /**
   * On one line.
   *
   * @param state what became of it, for people
   */
  String shown(String state) {
    return Stream.of(state, verdict.name(), library, file + ":" + line, pattern, reason)
        .reduce((a, b) -> a + "\t" + b)
        .orElseThrow();
  }
}
