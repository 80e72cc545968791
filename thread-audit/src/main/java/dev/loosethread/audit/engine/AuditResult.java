package dev.loosethread.audit.engine;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The result of an audit. Several threads add to it. */
public final class AuditResult {
  /** The numbers of files and lines, by how well they were read. */
  public enum Reading {
    /** A source file whose types all resolved. */
    FULL_TYPES,
    /** A source file that names types which could not be found. */
    INCOMPLETE_TYPES,
    /** A source file that does not parse, or could not be read or analysed. */
    FAILED,
    /** A source file without a word about threads, which was parsed only. */
    WITHOUT_LAUNCHES,
    /** A class file's top-level class. */
    CLASS_FILE
  }

  /**
   * The fixes of one file, all applied.
   *
   * @param shownAs the file as reports show it
   */
  public record FixedFile(
      Path file, String shownAs, Charset encoding, String before, String after) {}

  private final List<Row> rows = new ArrayList<>();
  private final Map<Path, FixedFile> fixed = new TreeMap<>();
  private final Map<Reading, Integer> readings = new TreeMap<>();
  private final Set<String> incomplete = new TreeSet<>();
  private Consumer<AuditStep> listener = step -> {};
  private long lines;
  private int suppressed;

  synchronized void tell(Consumer<AuditStep> who) {
    listener = who;
  }

  /** A part is done, and has these findings. */
  void done(String module, int weight, int findings) {
    Consumer<AuditStep> who;
    synchronized (this) {
      who = listener;
    }
    who.accept(new AuditStep(module, weight, findings));
  }

  synchronized void add(List<Row> more) {
    rows.addAll(more);
  }

  synchronized void add(FixedFile file) {
    fixed.put(file.file(), file);
  }

  synchronized void count(Reading reading, long linesRead) {
    readings.merge(reading, 1, Integer::sum);
    lines += linesRead;
  }

  /** A file that was counted as one thing turned out to be another. */
  synchronized void recount(Reading from, Reading to) {
    readings.merge(from, -1, Integer::sum);
    readings.merge(to, 1, Integer::sum);
  }

  synchronized void addIncomplete(String firstLack) {
    incomplete.add(firstLack);
  }

  synchronized void countSuppressed(int findings) {
    suppressed += findings;
  }

  /** All rows, by file and line. */
  public synchronized List<Row> rows() {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparing(Row::file)
            .thenComparingInt(Row::line)
            .thenComparing(Row::fingerprint));
    return sorted;
  }

  /** The files that fixes change, by path. */
  public synchronized List<FixedFile> fixed() {
    return List.copyOf(fixed.values());
  }

  public synchronized int count(Reading reading) {
    return readings.getOrDefault(reading, 0);
  }

  /** For each file with incomplete types, the first missing symbol, as file:line: message. */
  public synchronized List<String> incomplete() {
    return List.copyOf(incomplete);
  }

  /** Lines of source that were read. */
  public synchronized long lines() {
    return lines;
  }

  /** Findings that a {@code @SuppressWarnings} silences. */
  public synchronized int suppressed() {
    return suppressed;
  }
}
