package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestRunTest {
  private static TestRun run(Map<String, Integer> passed) {
    return new TestRun(passed, 0, true, Set.of());
  }

  @Test
  void resultsAndClassesAreReadFromTheOutput() {
    TestRun run =
        TestRun.parse(
            """
            [0.2s][info][class,load] org.a.Pool source: file:/work/fixed/
            [0.2s][info][class,load] org.a.Other source: file:/work/lib/a.jar
            [0.2s][info][class,load] java.lang.Object source: shared objects file
            JUnit Jupiter > PoolTest > closes() :: STARTED
            JUnit Jupiter > PoolTest > closes() :: SUCCESSFUL
            what a test prints without an endJUnit Vintage > OldTest > times[12345] :: SUCCESSFUL
            TestNG > NgTest > fails :: FAILED
            JUnit Jupiter > PoolTest > skips() :: ABORTED
            """,
            Path.of("/work/fixed"),
            true);

    assertThat(run.passed())
        .containsOnly(
            Map.entry("JUnit Jupiter > PoolTest > closes()", 1),
            Map.entry("JUnit Vintage > OldTest > times[…]", 1));
    assertThat(run.notPassed()).isEqualTo(2);
    assertThat(run.loaded()).containsExactly("org.a.Pool");
  }

  @Test
  void aTestIsLostIfItPassesLessOften() {
    TestRun before = run(Map.of("a", 2, "b", 1, "c", 1));

    assertThat(before.lostIn(run(Map.of("a", 1, "b", 1, "d", 1)))).containsExactly("a", "c");
    assertThat(before.lostIn(before)).isEmpty();
  }
}
