package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.corpus.CheckedLibrary.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseReportTest {
  private static CheckedLibrary library(String name, long lines, Found... findings) {
    return new CheckedLibrary(
        name, List.of("A.java"), List.of("B.java"), lines, List.of(findings), List.of());
  }

  @Test
  void previewsAreCountedApart() {
    List<String> report =
        NoiseReport.of(
            List.of(
                library(
                    "a:b:1",
                    150_000,
                    new Found("A.java", 1, "UnguardedStart", "m"),
                    new Found("A.java", 2, "ShutdownWithoutAwait", "m")),
                library("c:d:2", 50_000, new Found("A.java", 3, "UnguardedStart", "m"))),
            List.of("e:f:3: no such library"));

    assertThat(report)
        .contains(
            "- libraries: 2, files: 2, lines: 200,000",
            "- files left out, as what is published does not compile them: 2",
            "| UnguardedStart | 2 | 1.00 |  |  |",
            "| ShutdownWithoutAwait |  |  | 1 | 0.50 |",
            "| all | 2 | 1.00 | 1 | 0.50 |",
            "- e:f:3: no such library");
  }

  @Test
  void aFailureOfACheckIsListedWithItsLibrary() {
    CheckedLibrary failed =
        new CheckedLibrary("a:b:1", List.of(), List.of(), 0, List.of(), List.of("A.java: broken"));

    assertThat(NoiseReport.of(List.of(failed), List.of()))
        .contains("- failures of checks: 1", "## Failures of checks", "- a:b:1: A.java: broken")
        .doesNotContain("## Not checked");
  }
}
