package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The findings of a report, each once: one that is about several launches, such as five tasks of a
 * pool that nobody shuts down, is reported at one of them, and the others refer to it.
 */
final class Defects {
  private final Map<Key, Defect> byKey = new LinkedHashMap<>();

  private record Key(String file, String id) {}

  /**
   * One finding.
   *
   * @param home the row that reports it
   * @param others the rows that refer to it
   */
  record Defect(Found found, Row home, List<Row> others) {}

  /**
   * The findings of these rows.
   *
   * @param rows by file and line
   */
  Defects(List<Row> rows) {
    Map<Key, List<Row>> about = new LinkedHashMap<>();
    for (Row row : rows) {
      for (Found found : row.findings()) {
        about.computeIfAbsent(key(row, found), k -> new ArrayList<>()).add(row);
      }
    }
    about.forEach((key, all) -> byKey.put(key, defect(key, all)));
  }

  private static Key key(Row row, Found found) {
    return new Key(row.file(), found.id());
  }

  private static Defect defect(Key key, List<Row> rows) {
    Found found =
        rows.get(0).findings().stream().filter(f -> f.id().equals(key.id())).findFirst().get();
    Row home =
        rows.stream()
            .min(
                Comparator.comparing((Row row) -> row.line() != found.line())
                    .thenComparing(row -> row.kind() != Kind.THREAD_OWNER))
            .get();
    return new Defect(found, home, rows.stream().filter(row -> row != home).toList());
  }

  /** All of them, in the order of the rows. */
  List<Defect> all() {
    return List.copyOf(byKey.values());
  }

  /** Returns the defect of a finding of a row. */
  Defect of(Row row, Found found) {
    return byKey.get(key(row, found));
  }

  /** Returns whether another row reports it. */
  boolean isRepeated(Row row, Found found) {
    return of(row, found).home() != row;
  }

  /** The number of defects, and of those with a fix. */
  record Count(int findings, int fixes) {}

  /** Returns those that rows of this kind report. */
  Count count(Predicate<Row> isCounted) {
    return count(isCounted, found -> true);
  }

  /** Returns the findings of some kind that rows of some kind report. */
  Count count(Predicate<Row> isCounted, Predicate<Found> isWanted) {
    List<Defect> told =
        all().stream().filter(d -> isCounted.test(d.home()) && isWanted.test(d.found())).toList();
    return new Count(told.size(), (int) told.stream().filter(d -> d.found().fix() != null).count());
  }
}
