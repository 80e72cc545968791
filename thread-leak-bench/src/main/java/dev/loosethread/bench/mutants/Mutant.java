package dev.loosethread.bench.mutants;

import dev.loosethread.bench.operators.Lines;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One file of a library in which one thing is undone.
 *
 * @param id unique in its library and the same in every run; a file name
 * @param operator the name of the operator
 * @param file relative to the library's sources, with slashes
 * @param line of what was undone, counted from 1
 * @param what was undone, in a few words of the source
 * @param anchors where a finding about it may stand
 */
public record Mutant(
    String id, String operator, String file, int line, String what, List<Lines> anchors) {
  /** The prefix of the ids of originals; no operator has this name. */
  static final String ORIGINAL = "original.";

  private static final int FIELDS = 6;

  public Mutant {
    anchors = List.copyOf(anchors);
  }

  /** Returns whether a finding on this line is about what was undone. */
  public boolean isAt(int findingLine) {
    return anchors.stream().anyMatch(lines -> lines.contains(findingLine));
  }

  /** The original of its file, as a unit: the same for all mutants of the file. */
  public String originalId() {
    return originalId(file);
  }

  static String originalId(String file) {
    return ORIGINAL + simpleName(file) + "." + hash(file);
  }

  static String id(String operator, String file, int line, int column) {
    return String.join(
        ".", operator, simpleName(file), hash(file), Integer.toString(line), "" + column);
  }

  /** The file's name without folders and ending. */
  private static String simpleName(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return name.substring(0, name.length() - ".java".length());
  }

  private static String hash(String file) {
    return String.format("%04x", file.hashCode() & 0xffff);
  }

  /** One line of a table, without the line break. */
  String toLine() {
    return String.join(
        "\t",
        id,
        operator,
        file,
        Integer.toString(line),
        what,
        anchors.stream()
            .map(lines -> lines.first() + "-" + lines.last())
            .collect(Collectors.joining(",")));
  }

  /**
   * Reads what {@link #toLine} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Mutant parse(String text) {
    String[] fields = text.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not a mutant: " + text);
    }
    List<Lines> anchors =
        Arrays.stream(fields[5].split(","))
            .map(range -> range.split("-"))
            .map(ends -> new Lines(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
            .toList();
    return new Mutant(
        fields[0], fields[1], fields[2], Integer.parseInt(fields[3]), fields[4], anchors);
  }
}
