package dev.loosethread.bench;

import dev.loosethread.bench.judges.Finding;
import dev.loosethread.bench.judges.Judges;
import dev.loosethread.bench.judges.Result;
import dev.loosethread.bench.mutants.Mutant;
import dev.loosethread.bench.mutants.MutantFolder;
import dev.loosethread.bench.operators.Operator;
import dev.loosethread.bench.operators.Operators;
import dev.loosethread.bench.score.Fate;
import dev.loosethread.workbench.Library;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fates of a library's mutants, derived from a judge's findings on them and on their originals.
 */
final class Fates {
  private static final Map<String, Set<String>> FITTING =
      Operators.all().stream().collect(Collectors.toMap(Operator::name, Operator::fitting));

  private Fates() {}

  /**
   * Returns what became of a mutant.
   *
   * @param results of this judge, by unit
   */
  static Fate of(Library library, Mutant mutant, String judge, Map<String, Result> results) {
    Optional<List<Finding>> original = findings(results, library, mutant.originalId());
    Optional<List<Finding>> mutated = findings(results, library, mutant.id());
    if (!Judges.OWN.contains(judge)) {
      return Fate.ofPeer(original, mutated);
    }
    return Fate.of(mutant, FITTING.get(mutant.operator()), original, mutated);
  }

  /** Returns whether the audit calls a launch at the mutant's place GREEN. */
  static boolean isGreen(Library library, Mutant mutant, Map<String, Result> results) {
    return findings(results, library, mutant.id()).stream()
        .flatMap(List::stream)
        .anyMatch(f -> f.rule().equals("verdict:GREEN") && mutant.isAt(f.line()));
  }

  /** Returns how many findings of what is on by default a judge has on the originals. */
  static int onOriginals(Map<String, Result> results) {
    return (int)
        results.entrySet().stream()
            .filter(entry -> MutantFolder.isOriginal(entry.getKey()))
            .flatMap(entry -> entry.getValue().findings().stream())
            .filter(Finding::isDefault)
            .count();
  }

  private static Optional<List<Finding>> findings(
      Map<String, Result> results, Library library, String id) {
    return Optional.ofNullable(results.get(MutantFolder.unitId(library, id)))
        .filter(Result::isOk)
        .map(Result::findings);
  }
}
