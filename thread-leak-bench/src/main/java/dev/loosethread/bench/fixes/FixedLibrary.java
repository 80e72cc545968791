package dev.loosethread.bench.fixes;

import java.util.List;

/**
 * What all fixes that are on by default do to one library.
 *
 * @param library its coordinates
 * @param lines of all its sources
 * @param before the findings that are on by default, in the library as it is published
 * @param after those in the changed library; the same if nothing was changed
 * @param changed the files that the fixes change
 * @param broken what fails to compile in unchanged files that use changed ones, and did not before
 * @param changedAgain the files that a second run changes
 * @param problems what could not be audited
 */
public record FixedLibrary(
    String library,
    long lines,
    List<Found> before,
    List<Found> after,
    List<ChangedFile> changed,
    List<Broken> broken,
    List<ChangedAgain> changedAgain,
    List<String> problems) {
  public FixedLibrary {
    before = List.copyOf(before);
    after = List.copyOf(after);
    changed = List.copyOf(changed);
    broken = List.copyOf(broken);
    changedAgain = List.copyOf(changedAgain);
    problems = List.copyOf(problems);
  }

  /** How a finding is fixed. */
  public enum Fix {
    OWN,
    /** The fix of another finding fixes it too. */
    ANOTHERS,
    NONE,
    /** No fix is made in a file that names types which could not be found. */
    TYPES_UNKNOWN;

    boolean isThere() {
      return this == OWN || this == ANOTHERS;
    }
  }

  /**
   * A finding.
   *
   * @param file relative to the folder of the sources, with slashes
   * @param place the declaration that it is in, whatever its line
   */
  public record Found(
      String file, int line, String place, String pattern, String message, Fix fix) {}

  /**
   * A file with all fixes.
   *
   * @param compiledBefore whether it compiles as published, alone
   * @param errors of the changed file, compiled alone
   */
  public record ChangedFile(
      String file, String before, String after, boolean compiledBefore, List<Broken> errors) {
    public ChangedFile {
      errors = List.copyOf(errors);
    }
  }

  /** Code that does not compile any more. */
  public record Broken(String file, long line, String message) {}

  /**
   * A file that the second run changes.
   *
   * @param line the first that changes
   * @param inserted the first lines that are new
   */
  public record ChangedAgain(String file, int line, String inserted) {}

  /** Whether there is anything to fix at all. */
  boolean hasFindings() {
    return !before.isEmpty();
  }
}
