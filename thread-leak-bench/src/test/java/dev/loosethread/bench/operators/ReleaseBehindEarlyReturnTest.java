package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseBehindEarlyReturnTest {
  private static final String OTHER = "private Object other; void set(Object o) { other = o; }\n";

  @Test
  void returnsIfAnotherFieldWasNeverSet() {
    List<Mutation> found = find(OTHER + "void close() {\n pool.shutdown();\n }");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).changed())
        .containsExactly("if (this.other == null) return; pool.shutdown();");
    assertThat(found.get(0).isAnchoredAt("private final ExecutorService pool")).isTrue();
    assertThat(found.get(0).isAnchoredAt("void close")).isTrue();
  }

  @Test
  void returnsIfAFlagWasNeverSet() {
    assertThat(
            find("private boolean open; void open() { open = true; }\n"
                    + "void close() {\n if (pool != null) pool.shutdown();\n }")
                .get(0)
                .changed())
        .containsExactly("if (!this.open) return; if (pool != null) pool.shutdown();");
  }

  @Test
  void findsNothingWithoutAFieldThatTheOwnerIsIndependentOf() {
    assertThat(find("void close() { pool.shutdown(); }")).isEmpty();
    assertThat(find("private Object other = 1; void close() { pool.shutdown(); }")).isEmpty();
    assertThat(find("private Object other; void close() { other = 1; pool.shutdown(); }"))
        .isEmpty();
    assertThat(
            find(
                "private Object other; private Thread thread;"
                    + " void open() { other = 1; thread = new Thread(() -> {}); }"
                    + " void close() { thread.interrupt(); }"))
        .isEmpty();
  }

  @Test
  void leavesOtherReleasesAlone() {
    assertThat(find(OTHER + "void close() { pool.shutdown(); } void work() { pool.shutdown(); }"))
        .isEmpty();
    assertThat(find(OTHER + "void close() { try { set(1); } finally { pool.shutdown(); } }"))
        .isEmpty();
    assertThat(find(OTHER + "boolean close() { pool.shutdown(); return true; }")).isEmpty();
    assertThat(find(OTHER + "void close() { while (true) { pool.shutdown(); } }")).isEmpty();
  }

  private static List<Mutation> find(String members) {
    return Mutation.of(
        new ReleaseBehindEarlyReturn(),
        """
        import java.util.concurrent.*;
        class Sample {
          private final ExecutorService pool = Executors.newCachedThreadPool();
        """
            + members
            + "\n}\n");
  }
}
