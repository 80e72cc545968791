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

  /**
   * Returns what each judge kills of each operator's mutants: by default, and with all patterns on.
   */
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

  /** Returns how many met each fate before each judge. */
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

  /** Returns what each judge kills of both halves, and how far apart they are. */
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
   * Why the first judge's survivors survive, by operator, and what each judge kills of those that
   * are not equivalent. The sample stands for all survivors of its operator.
   *
   * @param read some of them, all of the half that may be read
   */
  public List<String> reasons(List<ReadSurvivors.Entry> read) {
    Map<String, Map<Reason, Integer>> counts =
        ReadSurvivors.byOperator(read.stream().filter(e -> survives(judges.get(0), e)).toList());
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder("| operator | read");
    for (Reason reason : Reason.values()) {
      header.append(" | ").append(reason.text());
    }
    judges.forEach(judge -> header.append(" | ").append(judge));
    lines.add(header + " |");
    lines.add("|---|---:|" + "---:|".repeat(Reason.values().length + judges.size()));
    Map<Reason, Integer> all = new TreeMap<>();
    for (String operator : operators) {
      Map<Reason, Integer> row = counts.get(operator);
      if (row != null) {
        row.forEach((reason, n) -> all.merge(reason, n, Integer::sum));
        lines.add(reasons(operator, row, s -> s.mutant().operator().equals(operator), counts));
      }
    }
    lines.add(reasons("**all**", all, s -> true, counts));
    return lines;
  }

  private boolean survives(String judge, ReadSurvivors.Entry entry) {
    return mutants.stream()
        .filter(s -> s.library().equals(entry.library()))
        .filter(s -> s.mutant().id().equals(entry.mutant()))
        .map(s -> s.fates().getOrDefault(judge, Fate.NOT_JUDGED))
        .anyMatch(fate -> fate.isCounted() && !fate.isKilled());
  }

  private String reasons(
      String name,
      Map<Reason, Integer> row,
      Predicate<Scored> which,
      Map<String, Map<Reason, Integer>> counts) {
    StringBuilder line = new StringBuilder("| " + name + " | " + sum(row));
    for (Reason reason : Reason.values()) {
      line.append(" | ").append(row.getOrDefault(reason, 0));
    }
    for (String judge : judges) {
      double equivalent =
          operators.stream().mapToDouble(o -> equivalent(judge, o, which, counts)).sum();
      Tally tally = tally(judge, which);
      int rest = tally.counted() - (int) Math.round(equivalent);
      line.append(" | ").append(Tally.percent(tally.killed(), rest));
    }
    return line.append(" |").toString();
  }

  /**
   * Returns how many of an operator's mutants are equivalent, if those that were read are like the
   * others.
   */
  private double equivalent(
      String judge,
      String operator,
      Predicate<Scored> which,
      Map<String, Map<Reason, Integer>> counts) {
    Map<Reason, Integer> row = counts.getOrDefault(operator, Map.of());
    if (row.isEmpty()) {
      return 0;
    }
    Tally tally = tally(judge, which.and(s -> s.mutant().operator().equals(operator)));
    int survivors = tally.counted() - tally.killedByAny();
    return (double) survivors * row.getOrDefault(Reason.EQUIVALENT, 0) / sum(row);
  }

  private static int sum(Map<Reason, Integer> row) {
    return row.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Returns how often the audit calls a launch at the place of a mutant GREEN that no judge kills.
   */
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
