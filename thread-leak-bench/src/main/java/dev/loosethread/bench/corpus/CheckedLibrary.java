package dev.loosethread.bench.corpus;

import java.util.List;

/**
 * The findings of the checks in one library.
 *
 * @param library its coordinates
 * @param files those that compile, relative to the folder of the sources, with slashes
 * @param leftOut the others
 * @param lines of those that compile
 * @param failures where a check has failed, a line each
 */
public record CheckedLibrary(
    String library,
    List<String> files,
    List<String> leftOut,
    long lines,
    List<Found> findings,
    List<String> failures) {
  public CheckedLibrary {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
    findings = List.copyOf(findings);
    failures = List.copyOf(failures);
  }

  /**
   * One finding.
   *
   * @param file as in {@link #files()}
   */
  public record Found(String file, int line, String pattern, String message) {}
}
