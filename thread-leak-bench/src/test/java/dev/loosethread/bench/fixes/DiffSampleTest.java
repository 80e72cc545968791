package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.fixes.FixedLibrary.ChangedFile;
import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffSampleTest {
  private static FixedLibrary library(int files) {
    return new FixedLibrary(
        "a:b:1",
        1,
        List.of(new Found("F0.java", 1, "F", "UnguardedStart", "guard it", Fix.OWN)),
        List.of(),
        IntStream.range(0, files)
            .mapToObj(i -> new ChangedFile("F" + i + ".java", "old\n", "new\n", true, List.of()))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void aDiffComesWithItsFindings() {
    assertThat(new DiffSample(List.of(library(1)), 5, 1).lines())
        .contains(
            "## 1 of 1 changed files",
            "### 1. a:b:1, F0.java",
            "- line 1, UnguardedStart: guard it",
            "-old",
            "+new");
  }

  @Test
  void theSeedDecidesWhichAreDrawn() {
    List<FixedLibrary> libraries = List.of(library(30));

    assertThat(new DiffSample(libraries, 3, 7).lines())
        .isEqualTo(new DiffSample(libraries, 3, 7).lines())
        .isNotEqualTo(new DiffSample(libraries, 3, 8).lines())
        .contains("## 3 of 30 changed files");
  }
}
