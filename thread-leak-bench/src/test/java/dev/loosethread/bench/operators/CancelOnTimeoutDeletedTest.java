package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CancelOnTimeoutDeletedTest {
  @Test
  void deletesTheCancelOfATaskThatWasNotWaitedForAnyLonger() {
    Mutation mutation =
        single("catch (TimeoutException e) {\n task.cancel(true);\n } catch (Exception e) {}");
    assertThat(mutation.changed()).containsExactly(";");
    assertThat(mutation.isAnchoredAt("task.get(")).isTrue();
    assertThat(mutation.isAnchoredAt("Future<?> task =")).isTrue();
    assertThat(mutation.isAnchoredAt("void once")).isTrue();
  }

  @Test
  void seesACatchOfSeveralExceptions() {
    assertThat(
            single(
                    "catch (TimeoutException | InterruptedException e) {\n task.cancel(true);\n }"
                        + " catch (ExecutionException e) {}")
                .changed())
        .containsExactly(";");
  }

  @Test
  void leavesOtherCancelsAlone() {
    assertThat(find("catch (Exception e) { task.cancel(true); }")).isEmpty();
    assertThat(
            find(
                "catch (TimeoutException e) { task.cancel(true); } catch (Exception e) {}"
                    + " finally { task.cancel(false); }"))
        .isEmpty();
    assertThat(
            find(
                "catch (TimeoutException e) { new java.util.Timer().cancel(); }"
                    + " catch (Exception e) {}"))
        .isEmpty();
  }

  private static Mutation single(String clauses) {
    List<Mutation> found = find(clauses);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<Mutation> find(String clauses) {
    return Mutation.of(
        new CancelOnTimeoutDeleted(),
        """
        import java.util.concurrent.*;
        class Sample {
          void once(ExecutorService pool) {
            Future<?> task = pool.submit(() -> {});
            try {
              task.get(1, TimeUnit.SECONDS);
            }
        """
            + clauses
            + "\n}\n}\n");
  }
}
