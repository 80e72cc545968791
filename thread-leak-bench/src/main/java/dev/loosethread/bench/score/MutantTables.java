package dev.loosethread.bench.score;

import dev.loosethread.bench.score.ReadSurvivors.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Markdown tables of scored mutants. */
public final class MutantTables {
  private final List<String> judges;
  private final List<String> operators;
  private final List<Scored> mutants;

  /**
   * @param judges the names of the columns, in their order
   * @param operators the names of the rows, in their order
   */
  public MutantTables(List<String> judges, List<String> operators, List<Scored> mutants) {
    this.judges = List.copyOf(judges);
    this.operators = List.copyOf(operators);
    this.mutants = List.copyOf(mutants);
  }

  /** What each judge kills of each operator's mutants: by default, and with all patterns on. */
  public List<String> byOperator(Predicate<Scored> half) {
    List<String> lines = new ArrayList<>();
    lines.add("| operator | mutants | " + String.join(" | ", judges) + " |");
    lines.add("|---|---:|" + "---:|".repeat(judges.size()));
    for (String operator : operators) {
      Predicate<Scored> its = half.and(scored -> scored.mutant().operator().equals(operator));
      if (mutants.stream().anyMatch(its)) {
        lines.add(row(operator, its));
      }
    }
    lines.add(row("**all**", half));
    return lines;
  }

  private String row(String name, Predicate<Scored> which) {
    StringBuilder row = new StringBuilder("| " + name);
    row.append(" | ").append(mutants.stream().filter(which).count());
    for (String judge : judges) {
      Tally tally = tally(judge, which);
      row.append(" | ").append(tally.percent(tally.killed()));
      if (tally.killedByAny() > tally.killed()) {
        row.append(" (").append(tally.percent(tally.killedByAny())).append(")");
      }
    }
    return row.append(" |").toString();
  }

  /** How many met each fate before each judge. */
  public List<String> fates(Predicate<Scored> half) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| judge | killed | killed with previews on | found at another place | stood before |"
            + " survived | not judged |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    for (String judge : judges) {
      Tally tally = tally(judge, half);
      lines.add(
          "| %s | %d | %d | %d | %d | %d | %d |"
              .formatted(
                  judge,
                  tally.of(Fate.KILLED),
                  tally.of(Fate.KILLED_BY_PREVIEW),
                  tally.of(Fate.FOUND_ELSEWHERE),
                  tally.of(Fate.STOOD_BEFORE),
                  tally.of(Fate.SURVIVED),
                  tally.of(Fate.NOT_JUDGED)));
    }
    return lines;
  }

  /** What each judge kills of both halves, and how far apart they are. */
  public List<String> halves() {
    List<String> lines = new ArrayList<>();
    lines.add("| judge | development half | test half | apart, in points |");
    lines.add("|---|---:|---:|---:|");
    for (String judge : judges) {
      Tally development = tally(judge, scored -> !scored.isTest());
      Tally test = tally(judge, Scored::isTest);
      lines.add(
          "| %s | %s of %d | %s of %d | %s |"
              .formatted(
                  judge,
                  development.percent(development.killed()),
                  development.counted(),
                  test.percent(test.killed()),
                  test.counted(),
                  apart(development, test)));
    }
    return lines;
  }

  private static String apart(Tally one, Tally other) {
    if (one.counted() == 0 || other.counted() == 0) {
      return "-";
    }
    double points = 100.0 * one.killed() / one.counted() - 100.0 * other.killed() / other.counted();
    return String.format(java.util.Locale.ROOT, "%+.0f", points);
  }

  /**
   * Why survivors survive, by operator, and what a judge kills of those that are not equivalent.
   *
   * @param judge whose survivors were read
   * @param read some of them, all of the half that may be read
   */
  public List<String> reasons(String judge, List<ReadSurvivors.Entry> read) {
    List<ReadSurvivors.Entry> standing = read.stream().filter(e -> survives(judge, e)).toList();
    Map<String, Map<Reason, Integer>> counts = ReadSurvivors.byOperator(standing);
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder("| operator | read");
    for (Reason reason : Reason.values()) {
      header.append(" | ").append(reason.text());
    }
    lines.add(header + " | killed | killed of those not equivalent |");
    lines.add("|---|---:|" + "---:|".repeat(Reason.values().length + 2));
    for (String operator : operators) {
      Map<Reason, Integer> row = counts.get(operator);
      if (row != null) {
        lines.add(
            reasons(operator, row, tally(judge, s -> s.mutant().operator().equals(operator))));
      }
    }
    Map<Reason, Integer> all = new TreeMap<>();
    counts.values().forEach(row -> row.forEach((reason, n) -> all.merge(reason, n, Integer::sum)));
    lines.add(reasons("**all**", all, tally(judge, scored -> true)));
    return lines;
  }

  private boolean survives(String judge, ReadSurvivors.Entry entry) {
    return mutants.stream()
        .filter(s -> s.library().equals(entry.library()))
        .filter(s -> s.mutant().id().equals(entry.mutant()))
        .map(s -> s.fates().getOrDefault(judge, Fate.NOT_JUDGED))
        .anyMatch(fate -> fate.isCounted() && !fate.isKilled());
  }

  private static String reasons(String operator, Map<Reason, Integer> row, Tally tally) {
    int read = row.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder line = new StringBuilder("| " + operator + " | " + read);
    for (Reason reason : Reason.values()) {
      line.append(" | ").append(row.getOrDefault(reason, 0));
    }
    int survivors = tally.counted() - tally.killedByAny();
    // The sample stands for all survivors of its operator.
    int equivalent =
        read == 0
            ? 0
            : Math.round((float) survivors * row.getOrDefault(Reason.EQUIVALENT, 0) / read);
    return line.append(" | ")
        .append(tally.percent(tally.killed()))
        .append(" | ")
        .append(Tally.percent(tally.killed(), tally.counted() - equivalent))
        .append(" |")
        .toString();
  }

  /** How often the audit calls a launch at the place of a mutant GREEN that no judge kills. */
  public long greenSurvivors(Predicate<Scored> half) {
    return mutants.stream()
        .filter(half)
        .filter(Scored::isGreen)
        .filter(scored -> scored.fates().values().stream().noneMatch(Fate::isKilled))
        .count();
  }

  private Tally tally(String judge, Predicate<Scored> which) {
    Tally tally = new Tally();
    mutants.stream()
        .filter(which)
        .map(scored -> scored.fates().getOrDefault(judge, Fate.NOT_JUDGED))
        .forEach(tally::add);
    return tally;
  }
}
