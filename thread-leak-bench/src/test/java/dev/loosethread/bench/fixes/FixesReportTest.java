package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.fixes.FixedLibrary.Broken;
import dev.loosethread.bench.fixes.FixedLibrary.ChangedAgain;
import dev.loosethread.bench.fixes.FixedLibrary.ChangedFile;
import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixesReportTest {
  private static Found found(String place, String pattern, String message, Fix fix) {
    return new Found("A.java", 3, place, pattern, message, fix);
  }

  /** A library with everything that can go wrong. */
  private static FixedLibrary library(String name) {
    Found still = found("A.b()", "UnguardedStart", "m", Fix.OWN);
    return new FixedLibrary(
        name,
        1_000,
        List.of(
            still,
            found("A.c()", "UnguardedStart", "m", Fix.ANOTHERS),
            found("A.d()", "UnguardedStart", "m (no fix: Secret.e() needs 2)", Fix.NONE),
            found("A.f()", "UnguardedStart", "m", Fix.TYPES_UNKNOWN)),
        List.of(still, found("A.g()", "TimerNotCancelled", "n", Fix.NONE)),
        List.of(
            new ChangedFile("A.java", "a", "b", true, List.of(new Broken("A.java", 8, "no\n x"))),
            new ChangedFile("B.java", "a", "b", true, List.of()),
            new ChangedFile("C.java", "a", "b", false, List.of(new Broken("C.java", 1, "lost")))),
        List.of(new Broken("D.java", 9, "weaker access")),
        List.of(new ChangedAgain("A.java", 4, "again();")),
        List.of("E.java: could not be analysed"));
  }

  @Test
  void everythingIsCountedForEachHalf() {
    FixedLibrary clean =
        new FixedLibrary(
            "e:f:3", 500, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    List<String> lines =
        new FixesReport(List.of(library("a:b:1"), clean), List.of(library("c:d:2"))).lines();

    assertThat(lines)
        .contains(
            "|  | development | test | both |",
            "| libraries | 2 | 1 | 3 |",
            "| libraries with findings | 1 | 1 | 2 |",
            "| findings that are on by default | 3 | 3 | 6 |",
            "| with a fix | 2 (66.7 %) | 2 (66.7 %) | 4 (66.7 %) |",
            "| fixed, and gone after it | 1 (50.0 %) | 1 (50.0 %) | 2 (50.0 %) |",
            "| new after the fixes | 1 | 1 | 2 |",
            "| changed files | 2 | 2 | 4 |",
            "| changed files that compile | 1 (50.0 %) | 1 (50.0 %) | 2 (50.0 %) |",
            "| files that use them and do not compile any more | 1 | 1 | 2 |",
            "| files that a second run changes | 1 | 1 | 2 |",
            "| findings in files with unknown types, not counted above | 1 | 1 | 2 |",
            "| TimerNotCancelled | 0 | 0 |  | 0 | 0 |  | 0 | 2 |",
            "| UnguardedStart | 3 | 2 | 66.7 % | 3 | 2 | 66.7 % | 2 | 0 |",
            "| UnguardedStart | … needs … | 1 | 1 |",
            "| a:b:1 | development | 3 | 2 | 1 | 1 | 2 | 1 | 1 | 1 |")
        .noneMatch(line -> line.contains("e:f:3"));
  }

  @Test
  void whatFailsIsListedWithItsPlace() {
    assertThat(new FixesReport(List.of(library("a:b:1")), List.of()).lines())
        .contains(
            "- a:b:1: A.java:8: no x",
            "- a:b:1: D.java:9: weaker access",
            "- a:b:1: A.java:3: [UnguardedStart] m",
            "- a:b:1: A.java:3: [TimerNotCancelled] n",
            "- a:b:1: A.java:4: `again();`",
            "- a:b:1: E.java: could not be analysed")
        .noneMatch(line -> line.contains("C.java"));
  }

  @Test
  void nothingOfTheTestHalfCanBeRead() {
    assertThat(new FixesReport(List.of(), List.of(library("c:d:2"))).lines())
        .contains("| UnguardedStart | other | 0 | 1 |")
        .noneMatch(line -> line.contains(".java") || line.contains("needs"));
  }
}
