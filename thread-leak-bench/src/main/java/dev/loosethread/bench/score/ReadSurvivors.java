package dev.loosethread.bench.score;

import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Survivors that somebody has read, each with the reason why it was not found. A table with a
 * header line and the columns library, mutant, reason and note.
 */
public final class ReadSurvivors {
  /** Why a mutant survives. */
  public enum Reason {
    /** The program does the same as before: what was undone was not needed. */
    EQUIVALENT("equivalent: the program leaks no more than before"),
    /** Only another class tells, such as a caller or a superclass without source. */
    OTHER_CLASS("decided in another class"),
    /** A getter lends the owner, and it is taken for handed on. */
    GETTER("lent by a getter"),
    /** The owner is given to other code, and it cannot be seen that this does not end it. */
    HANDED_ON("handed on to other code"),
    /** A framework or the runtime ends it, or the class is not meant to end. */
    FRAMEWORK("framework or life of the process"),
    /** One class decides it, and the rules should see it. */
    MISS("our miss: one class decides it");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For tables. */
    public String text() {
      return text;
    }
  }

  /** One of them. */
  public record Entry(String library, String mutant, Reason reason, String note) {
    /** The operator, with which the name of a mutant begins. */
    public String operator() {
      return mutant.substring(0, mutant.indexOf('.'));
    }
  }

  private ReadSurvivors() {}

  /**
   * Reads the table.
   *
   * @throws Failure if a line is none of it
   */
  public static List<Entry> read(Path table) {
    List<Entry> entries = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(table);
      for (int i = 1; i < lines.size(); i++) {
        String[] fields = lines.get(i).split("\t", -1);
        if (fields.length != 4 || !fields[1].contains(".")) {
          throw new Failure("%s:%d: not library, mutant, reason, note".formatted(table, i + 1));
        }
        entries.add(new Entry(fields[0], fields[1], reason(table, i + 1, fields[2]), fields[3]));
      }
    } catch (IOException e) {
      throw new Failure("cannot read " + table + ": " + e.getMessage());
    }
    return entries;
  }

  private static Reason reason(Path table, int line, String name) {
    try {
      return Reason.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new Failure("%s:%d: no such reason: %s".formatted(table, line, name));
    }
  }

  /** Returns how often each reason was found, by operator. */
  public static Map<String, Map<Reason, Integer>> byOperator(List<Entry> entries) {
    Map<String, Map<Reason, Integer>> counts = new TreeMap<>();
    for (Entry entry : entries) {
      counts
          .computeIfAbsent(entry.operator(), operator -> new TreeMap<>())
          .merge(entry.reason(), 1, Integer::sum);
    }
    return counts;
  }
}
