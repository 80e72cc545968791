package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What names a launch from one run to the next. */
class FingerprintTest {
  private static final String LAUNCH = "pool.execute(() -> System.gc());";

  @TempDir Path folder;

  private List<String> prints(String members) {
    return Audited.source(folder, "Service", "class Service {\n" + members + "\n}").rows().stream()
        .map(Row::fingerprint)
        .toList();
  }

  @Test
  void staysWhenLinesMove() {
    String before = "void run(Executor pool) { " + LAUNCH + " }";

    assertThat(prints("\n\n  // moved\n\n  int unrelated;\n\n" + before)).isEqualTo(prints(before));
  }

  @Test
  void tellsTwoEqualLaunchesOfOneMethodApart() {
    assertThat(prints("void run(Executor pool) { " + LAUNCH + LAUNCH + " }"))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void changesWithTheMember() {
    assertThat(prints("void one(Executor pool) { " + LAUNCH + " }"))
        .doesNotContainAnyElementsOf(prints("void two(Executor pool) { " + LAUNCH + " }"));
  }

  @Test
  void changesWithTheParametersOfTheMember() {
    assertThat(prints("void one(Executor pool) { " + LAUNCH + " }"))
        .doesNotContainAnyElementsOf(prints("void one(Executor pool, int i) { " + LAUNCH + " }"));
  }
}
