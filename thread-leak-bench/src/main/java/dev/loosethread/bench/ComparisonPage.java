package dev.loosethread.bench;

import dev.loosethread.bench.judges.Judges;
import dev.loosethread.bench.judges.Result;
import dev.loosethread.bench.operators.Operator;
import dev.loosethread.bench.operators.Operators;
import dev.loosethread.bench.score.Fate;
import dev.loosethread.bench.score.MutantTables;
import dev.loosethread.bench.score.Scored;
import dev.loosethread.workbench.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The page that compares the kills of each tool on the same mutants. */
final class ComparisonPage {
  private static final Map<String, String> NAMES =
      Map.of(
          "error-prone", "Loosethread in Error Prone",
          "spotbugs", "Loosethread in SpotBugs",
          "error-prone-own", "Error Prone's own",
          "spotbugs-core", "SpotBugs and fb-contrib",
          "pmd", "PMD",
          "ecj", "ECJ",
          "checker", "Resource Leak Checker");

  private final List<String> judges;
  private final List<Scored> scored;
  private final Map<String, Map<String, Result>> results;

  ComparisonPage(List<Scored> scored, Map<String, Map<String, Result>> results) {
    this.judges = List.copyOf(results.keySet());
    // What Loosethread said before, it cannot say anew; nobody is to gain by that.
    this.scored = scored.stream().filter(s -> !s.fates().containsValue(Fate.STOOD_BEFORE)).toList();
    this.results = results;
  }

  /** The page. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(Heading.of("What other tools find"));
    long libraries = scored.stream().map(Scored::library).distinct().count();
    lines.add(
        String.format(
            Locale.ROOT,
            "Each row is one way to break code that was right: one change was made to one file of a"
                + " published library, %,d times in %d libraries, and each tool looked at the file"
                + " before and after. A tool *finds* the change if it says something new that bears"
                + " on the life of threads (relevant-rules.tsv of the bench lists the rules that"
                + " count)."
                + " For Loosethread it has to be a pattern that says what was done, at the place"
                + " where it was done. The changes and the libraries were not chosen by what any"
                + " tool can find; some changes do no harm, so 100 %% cannot be reached.",
            scored.size(),
            libraries));
    lines.add("");
    lines.add(
        "Percent found with the tool's own defaults; in brackets with all its rules on, where that"
            + " is more.");
    lines.add("");
    List<String> operators = Operators.all().stream().map(Operator::name).toList();
    List<String> table = new MutantTables(judges, operators, scored).byOperator(s -> true);
    lines.add(named(table.get(0)));
    lines.addAll(table.subList(1, table.size()));
    lines.add("");
    lines.add("## What only one side finds");
    lines.add("");
    lines.addAll(onlyOthers());
    lines.add("");
    lines.add("## How it was run");
    lines.add("");
    lines.addAll(versions());
    return lines;
  }

  private String named(String header) {
    String named = header;
    for (String judge : judges) {
      named = named.replace("| " + judge + " |", "| " + NAMES.getOrDefault(judge, judge) + " |");
    }
    return named;
  }

  private List<String> onlyOthers() {
    List<String> lines = new ArrayList<>();
    lines.add("| tool | found by it and not by Loosethread | found by Loosethread and not by it |");
    lines.add("|---|---:|---:|");
    for (String judge : judges) {
      if (!Judges.OWN.contains(judge)) {
        Predicate<Scored> its = s -> s.fates().get(judge).isKilled();
        lines.add(
            "| %s | %d | %d |"
                .formatted(
                    NAMES.getOrDefault(judge, judge),
                    count(its.and(s -> !isOurs(s))),
                    count(its.negate().and(ComparisonPage::isOurs))));
      }
    }
    return lines;
  }

  /** Those of the development half that only others find, for reading. */
  List<Scored> foundByOthersOnly() {
    return scored.stream()
        .filter(s -> !s.isTest() && !isOurs(s))
        .filter(s -> s.fates().values().stream().anyMatch(Fate::isKilled))
        .toList();
  }

  private static boolean isOurs(Scored scored) {
    return Judges.OWN.stream()
        .anyMatch(judge -> scored.fates().getOrDefault(judge, Fate.NOT_JUDGED).isKilled());
  }

  private long count(Predicate<Scored> which) {
    return scored.stream().filter(which).count();
  }

  private List<String> versions() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| tool | version | findings that count, by default, on the files as they were"
            + " | files it could not judge | seconds per file |");
    lines.add("|---|---|---:|---:|---:|");
    results.forEach(
        (judge, all) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %d of %d | %.2f |",
                    NAMES.getOrDefault(judge, judge),
                    version(judge),
                    Fates.onOriginals(all),
                    all.values().stream().filter(result -> !result.isOk()).count(),
                    all.size(),
                    all.values().stream().mapToLong(Result::millis).average().orElse(0) / 1000)));
    lines.add("");
    lines.add(
        "Only the changed file is compiled, against the library's own jar and what that depends on,"
            + " and each tool is warm. ECJ, PMD and the Resource Leak Checker run on the newest JDK"
            + " that is found, where executors are closeable. The Resource Leak Checker sees no"
            + " annotations in code that was not written for it, which is not how it is meant to be"
            + " used.");
    return lines;
  }

  private static String version(String judge) {
    return switch (judge) {
      case "error-prone", "error-prone-own" -> Build.version("errorprone");
      case "spotbugs" -> Build.version("spotbugs");
      case "spotbugs-core" -> Build.version("spotbugs") + ", " + Build.version("fb-contrib");
      default -> Build.version(judge);
    };
  }
}
