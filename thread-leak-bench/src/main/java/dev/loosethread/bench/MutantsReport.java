package dev.loosethread.bench;

import dev.loosethread.bench.judges.Result;
import dev.loosethread.bench.operators.Operator;
import dev.loosethread.bench.operators.Operators;
import dev.loosethread.bench.score.MutantTables;
import dev.loosethread.bench.score.ReadSurvivors;
import dev.loosethread.bench.score.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of a run as Markdown. */
final class MutantsReport {
  private final MutantsOptions options;
  private final List<Scored> scored;
  private final Map<String, Map<String, Result>> results;
  private final List<String> lost;
  private final MutantTables tables;

  /**
   * @param results by judge and unit
   * @param lost libraries that there are no mutants of
   */
  MutantsReport(
      MutantsOptions options,
      List<Scored> scored,
      Map<String, Map<String, Result>> results,
      List<String> lost) {
    this.options = options;
    this.scored = scored;
    this.results = results;
    this.lost = lost;
    this.tables =
        new MutantTables(
            List.copyOf(results.keySet()),
            Operators.all().stream().map(Operator::name).toList(),
            scored);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(Heading.of("Which mutants are found"));
    long libraries = scored.stream().map(Scored::library).distinct().count();
    long test = scored.stream().filter(Scored::isTest).count();
    lines.add(
        "%,d mutants of %d libraries, %,d of them in the test half, which is only scored."
            .formatted(scored.size(), libraries, test));
    if (!lost.isEmpty()) {
      lines.add("Without mutants, as something failed: " + String.join(", ", lost) + ".");
    }
    lines.add("");
    lines.add(
        "Percent killed by findings of patterns that are on by default; in brackets with all"
            + " patterns on, where that is more.");
    if (test < scored.size()) {
      section(lines, "Development half", tables.byOperator(s -> !s.isTest()));
    }
    if (test > 0) {
      section(lines, "Test half", tables.byOperator(Scored::isTest));
      section(lines, "How far apart the halves are", tables.halves());
    }
    section(lines, "What became of them", tables.fates(s -> true));
    lines.add("");
    lines.add(
        "Of those that no engine kills, %d have a launch at the place that the audit calls GREEN."
            .formatted(tables.greenSurvivors(s -> true)));
    options.read().ifPresent(table -> reasons(lines, ReadSurvivors.read(table)));
    section(lines, "Time", times());
    return lines;
  }

  private void reasons(List<String> lines, List<ReadSurvivors.Entry> read) {
    section(lines, "Why survivors survive", tables.reasons(read));
    lines.add("");
    lines.add(
        "The last columns are the percent killed by default of those that are not equivalent,"
            + " if the survivors that were not read are like those that were.");
  }

  private static void section(List<String> lines, String title, List<String> table) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    lines.addAll(table);
  }

  private List<String> times() {
    List<String> lines = new ArrayList<>();
    lines.add("| judge | files judged | seconds | failed |");
    lines.add("|---|---:|---:|---:|");
    results.forEach(
        (judge, all) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %d |",
                    judge,
                    all.size(),
                    all.values().stream().mapToLong(Result::millis).sum() / 1000.0,
                    all.values().stream().filter(result -> !result.isOk()).count())));
    return lines;
  }
}
