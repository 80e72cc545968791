package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedProjectsTest {
  @Test
  void theReportNamesWhatWasLostAndWhatWasNotRun() {
    FixedProject project =
        new FixedProject(
            "a:b:1",
            3,
            List.of("UnguardedStart 3"),
            List.of("A.java", "B.java"),
            1,
            5,
            8,
            40,
            2,
            39,
            List.of("PoolTest > closes()"),
            List.of());

    assertThat(FixedProjects.lines(List.of(project), List.of("c:d:2: nothing to fix")))
        .contains(
            "| a:b:1 | 3 (UnguardedStart 3) | 2 | 1 | 5 of 8 | 40 | 2 | 39 | 1 |",
            "- a:b:1: PoolTest > closes()",
            "- a:b:1: B.java",
            "- c:d:2: nothing to fix")
        .noneMatch(line -> line.contains("repeated"));
  }
}
