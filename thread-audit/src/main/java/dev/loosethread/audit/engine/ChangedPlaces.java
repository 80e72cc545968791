package dev.loosethread.audit.engine;

import com.google.errorprone.fixes.Replacement;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of a file that fixes change. Of two fixes that change the same place, a patch run
 * would apply the second only in part.
 */
final class ChangedPlaces {
  private final List<Replacement> all = new ArrayList<>();

  /** Takes note of a fix, and returns false if it changes what another one changes. */
  boolean add(SuggestedFix fix, JCCompilationUnit unit) {
    List<Replacement> changes = List.copyOf(fix.getReplacements(unit.endPositions));
    if (changes.stream().anyMatch(change -> all.stream().anyMatch(o -> overlap(o, change)))) {
      return false;
    }
    all.addAll(changes);
    return true;
  }

  private static boolean overlap(Replacement one, Replacement other) {
    // Insertions at one place follow each other; equal changes are made once.
    return !one.equals(other)
        && one.startPosition() < other.endPosition()
        && other.startPosition() < one.endPosition();
  }
}
