package dev.loosethread.bench.fixes;

import dev.loosethread.bench.fixes.FixedLibrary.ChangedFile;
import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is counted of libraries.
 *
 * @param findings that are on by default, in files whose types are all known
 * @param fixed those of them that have a fix
 * @param typesUnknown findings in other files, which get no fix
 * @param stillThere fixed ones that are reported after the fixes
 * @param isNew findings that only the changed code has
 * @param changed files that the fixes change, and that compile as published
 * @param compiled those of them that compile after it
 * @param brokenUsers files that use changed ones and do not compile any more
 * @param changedAgain files that a second run changes
 */
record FixCounts(
    int findings,
    int fixed,
    int typesUnknown,
    int stillThere,
    int isNew,
    int changed,
    int compiled,
    int brokenUsers,
    int changedAgain) {
  static FixCounts of(Collection<FixedLibrary> libraries) {
    return of(libraries, pattern -> true);
  }

  /**
   * Counts.
   *
   * @param isCounted the patterns whose findings are
   */
  static FixCounts of(Collection<FixedLibrary> libraries, Predicate<String> isCounted) {
    FixCounts sum = new FixCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (FixedLibrary library : libraries) {
      sum = sum.plus(of(library, isCounted));
    }
    return sum;
  }

  private static FixCounts of(FixedLibrary library, Predicate<String> isCounted) {
    List<Found> found = library.before().stream().filter(f -> isCounted.test(f.pattern())).toList();
    int unknown = (int) found.stream().filter(f -> f.fix() == Fix.TYPES_UNKNOWN).count();
    FixOutcome outcome = FixOutcome.of(library);
    List<ChangedFile> changed =
        library.changed().stream().filter(ChangedFile::compiledBefore).toList();
    return new FixCounts(
        found.size() - unknown,
        (int) found.stream().filter(f -> f.fix().isThere()).count(),
        unknown,
        count(outcome.stillThere(), isCounted),
        count(outcome.isNew(), isCounted),
        changed.size(),
        (int) changed.stream().filter(file -> file.errors().isEmpty()).count(),
        (int) library.broken().stream().map(FixedLibrary.Broken::file).distinct().count(),
        library.changedAgain().size());
  }

  private static int count(List<Found> found, Predicate<String> isCounted) {
    return (int) found.stream().filter(f -> isCounted.test(f.pattern())).count();
  }

  private FixCounts plus(FixCounts other) {
    return new FixCounts(
        findings + other.findings,
        fixed + other.fixed,
        typesUnknown + other.typesUnknown,
        stillThere + other.stillThere,
        isNew + other.isNew,
        changed + other.changed,
        compiled + other.compiled,
        brokenUsers + other.brokenUsers,
        changedAgain + other.changedAgain);
  }

  /** Returns which share of the findings has a fix. */
  String share() {
    return percent(fixed, findings);
  }

  static String percent(int part, int whole) {
    return whole == 0 ? "" : "%.1f %%".formatted(100.0 * part / whole);
  }
}
