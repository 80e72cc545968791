package dev.loosethread.bench.score;

import dev.loosethread.bench.judges.Finding;
import dev.loosethread.bench.mutants.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The possible fates of a mutant under one judge. */
public enum Fate {
  /**
   * A finding of a fitting pattern that is on by default stands at the place, and none did before.
   */
  KILLED,
  /** The same, of a pattern that has to be switched on. */
  KILLED_BY_PREVIEW,
  /** A fitting finding is new in the file, but stands at another place. */
  FOUND_ELSEWHERE,
  /** A fitting finding stood at the place in the original, too. */
  STOOD_BEFORE,
  /** Nothing. */
  SURVIVED,
  /** The judge failed on the mutant or its original. */
  NOT_JUDGED;

  /** Returns whether it counts among the mutants that the judge could have killed. */
  public boolean isCounted() {
    return this != STOOD_BEFORE && this != NOT_JUDGED;
  }

  /** Returns whether whoever has all patterns switched on sees the defect at its place. */
  public boolean isKilled() {
    return this == KILLED || this == KILLED_BY_PREVIEW;
  }

  /**
   * For our own engines, whose patterns we know.
   *
   * @param fitting the names of the patterns that say what was undone
   * @param original what was found in the original file; empty if the judge failed on it
   * @param mutated what was found in the mutant; empty if the judge failed on it
   */
  public static Fate of(
      Mutant mutant,
      Set<String> fitting,
      Optional<List<Finding>> original,
      Optional<List<Finding>> mutated) {
    if (original.isEmpty() || mutated.isEmpty()) {
      return NOT_JUDGED;
    }
    Predicate<Finding> fits = finding -> fitting.contains(finding.rule());
    Predicate<Finding> isNew = finding -> !original.get().contains(finding);
    Predicate<Finding> isHere = fits.and(finding -> mutant.isAt(finding.line()));
    if (original.get().stream().anyMatch(isHere)) {
      return STOOD_BEFORE;
    }
    if (mutated.get().stream().anyMatch(isHere.and(Finding::isDefault))) {
      return KILLED;
    }
    if (mutated.get().stream().anyMatch(isHere)) {
      return KILLED_BY_PREVIEW;
    }
    return mutated.get().stream().anyMatch(fits.and(isNew)) ? FOUND_ELSEWHERE : SURVIVED;
  }

  /**
   * For others' tools: any new finding of a rule that bears on threads kills. Lines stay what they
   * are, and the mutation is all that is new, so it is the mutation's.
   */
  public static Fate ofPeer(Optional<List<Finding>> original, Optional<List<Finding>> mutated) {
    if (original.isEmpty() || mutated.isEmpty()) {
      return NOT_JUDGED;
    }
    // One by one: a line may have two of the same rule, of which one is new.
    List<Finding> added = new ArrayList<>(mutated.get());
    original.get().forEach(added::remove);
    if (added.isEmpty()) {
      return SURVIVED;
    }
    return added.stream().anyMatch(Finding::isDefault) ? KILLED : KILLED_BY_PREVIEW;
  }
}
