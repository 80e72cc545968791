package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplacementReleaseDeletedTest {
  @Test
  void deletesTheReleaseOfTheOneBefore() {
    List<Mutation> found =
        find("if (pool != null) pool.shutdown();\n pool = Executors.newCachedThreadPool();");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).changed()).containsExactly("if (pool != null) ;");
    assertThat(found.get(0).isAnchoredAt("private ExecutorService pool")).isTrue();
    assertThat(found.get(0).isAnchoredAt("pool = Executors")).isTrue();
    assertThat(found.get(0).isAnchoredAt("void resize")).isTrue();
  }

  @Test
  void seesThatALocalHoldsTheOneBefore() {
    List<Mutation> found =
        find("ExecutorService old = pool; pool = new ForkJoinPool();\n old.shutdown();");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).changed()).containsExactly(";");
  }

  @Test
  void leavesAReleaseThatNoFreshOneFollows() {
    assertThat(find("pool.shutdown(); pool = null;")).isEmpty();
    assertThat(find("pool = Executors.newCachedThreadPool(); pool.shutdown();")).isEmpty();
    assertThat(find("if (n > 0) pool.shutdown(); else pool = Executors.newCachedThreadPool();"))
        .isEmpty();
    assertThat(
            find("if (n > 0) { pool.shutdown(); return; } pool = Executors.newCachedThreadPool();"))
        .isEmpty();
  }

  private static List<Mutation> find(String body) {
    return Mutation.of(
        new ReplacementReleaseDeleted(),
        """
        import java.util.concurrent.*;
        class Sample {
          private ExecutorService pool = Executors.newCachedThreadPool();
          void close() { pool.shutdownNow(); }
          void resize(int n) {
        """
            + body
            + "\n}\n}\n");
  }
}
