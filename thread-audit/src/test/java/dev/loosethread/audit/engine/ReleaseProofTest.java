package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.model.finding.Question;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps an end method from releasing an owner. */
class ReleaseProofTest {
  @TempDir Path folder;

  private Row pool(String end) {
    return Audited.source(
            folder,
            "Service",
            "class Service {\n"
                + "  private final ExecutorService pool = Executors.newFixedThreadPool(1);\n"
                + "  private boolean closed;\n"
                + end
                + "\n}")
        .rows()
        .get(0);
  }

  private static void assertGap(Row row, String gap) {
    assertThat(row.answers().get(Question.OWNED).reason()).isEqualTo(gap);
    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
  }

  @Test
  void anExceptionBeforeTheRelease() {
    assertGap(
        pool(
            "void close(java.io.Closeable file) throws java.io.IOException {"
                + " file.close(); pool.shutdown(); }"),
        "close() may throw before close() releases it");
  }

  @Test
  void anExceptionThatIsCaughtBehindTheRelease() {
    assertGap(
        pool(
            "void close(Thread t) { try { t.join(9); pool.shutdown(); }"
                + " catch (InterruptedException e) { closed = true; } }"),
        "join() may throw before close() releases it");
  }

  @Test
  void theCallThatLeadsPastTheReleaseIsNamed() {
    assertGap(
        pool(
            "void close(Thread t, java.io.Closeable file) {"
                + " try { t.join(9); } catch (InterruptedException e) { closed = true; }"
                + " try { file.close(); } catch (java.io.IOException e) { return; }"
                + " pool.shutdown(); }"),
        "close() may throw before close() releases it");
  }

  @Test
  void aStaticPoolThatAHookReleasesIsOwned() {
    Row row =
        Audited.source(
                folder,
                "Service",
                """
                class Service {
                  private static final ExecutorService POOL = Executors.newFixedThreadPool(1);
                  static {
                    Hooks.add(() -> POOL.shutdown());
                  }
                }
                """)
            .rows()
            .get(0);

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void aStaticPoolThatNothingReleasesIsToBeDecided() {
    Row row =
        Audited.source(
                folder,
                "Service",
                """
                class Service {
                  private static final ExecutorService POOL = Executors.newFixedThreadPool(1);
                }
                """)
            .rows()
            .get(0);

    assertGap(row, "POOL is static and lives as long as the JVM");
  }

  @Test
  void anEarlyReturn() {
    assertGap(
        pool("void close() { if (System.getenv(\"FAST\") != null) { return; } pool.shutdown(); }"),
        "an early return may come before close() releases it");
  }

  @Test
  void aFinallyBlockReleasesOnAllPaths() {
    Row row =
        pool(
            "void close(java.io.Closeable file) throws java.io.IOException {"
                + " try { file.close(); } finally { pool.shutdown(); } }");

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void aGuardIsNoEarlyReturn() {
    Row row = pool("void close() { if (closed) { return; } closed = true; pool.shutdown(); }");

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void theCallerMayDecide() {
    Row row = pool("void close(boolean all) { if (all) { pool.shutdown(); } }");

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }
}
