package dev.loosethread.bench.fixes;

import java.util.List;

/**
 * What the tests of a project say of its fixes.
 *
 * @param project as it was named
 * @param fixed how many findings the fixes mend, and the patterns of these with their numbers
 * @param changed the files that they change
 * @param loaded how many of these the tests load
 * @param testClasses how many of the classes with tests were run, of how many that compile
 * @param passedBefore how many tests passed in the project as it is
 * @param notPassedBefore how many did not
 * @param passedAfter how many of those that had passed did with all fixes
 * @param lost tests that pass without the fixes and fail with them, also when they are repeated
 * @param flaky tests that failed with the fixes, but are not lost
 */
public record FixedProject(
    String project,
    int fixed,
    List<String> patterns,
    List<String> changed,
    int loaded,
    int testClasses,
    int allTestClasses,
    int passedBefore,
    int notPassedBefore,
    int passedAfter,
    List<String> lost,
    List<String> flaky) {
  public FixedProject {
    patterns = List.copyOf(patterns);
    changed = List.copyOf(changed);
    lost = List.copyOf(lost);
    flaky = List.copyOf(flaky);
  }
}
