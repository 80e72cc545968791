package dev.loosethread.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that a terminal shows at the end. */
class WorstTableTest {
  @TempDir Path folder;

  private WorstTable table() {
    Path file =
        Audited.write(
            folder,
            "some/long/folder/of/sources/Poller.java",
            """
            import java.util.concurrent.*;
            class Poller implements AutoCloseable {
              private final ExecutorService pool = Executors.newFixedThreadPool(3);
              void first() {
                pool.execute(this::poll);
                pool.execute(this::poll);
              }
              private void poll() {
                while (true) { Thread.onSpinWait(); }
              }
              public void close() { pool.shutdownNow(); }
            }
            """);
    return table(file);
  }

  private WorstTable table(Path file) {
    Audited audited = Audited.files(folder, List.of(file));
    Set<String> fresh =
        audited.rows().stream().map(row -> row.fingerprint()).collect(Collectors.toSet());
    return new WorstTable(
        new AuditReport(
            "1", List.of("a"), audited.rows(), fresh, false, audited.result(), List.of()));
  }

  private static String plain(Verdict verdict, String word) {
    return word;
  }

  @Test
  void rowsThatSayTheSameAreOneLine() {
    Path file =
        Audited.write(
            folder,
            "Alarms.java",
            """
            import java.util.concurrent.*;
            class Alarms {
              private final ExecutorService pool = Executors.newFixedThreadPool(3);
              void first(int size) {
                pool.submit(() -> { if (size > 1) { throw new IllegalStateException(); } });
              }
              void second(int size) {
                pool.submit(() -> { if (size > 1) { throw new IllegalStateException(); } });
              }
              public void close() { pool.shutdownNow(); }
            }
            """);

    assertThat(table(file).lines(20, 0, WorstTableTest::plain))
        .singleElement()
        .asString()
        .startsWith("YELLOW  Alarms.java:5")
        .endsWith(" is lost in a future that nobody reads (2 launches)");
  }

  @Test
  void aFindingIsOneLineWithItsLaunches() {
    assertThat(table().lines(20, 0, WorstTableTest::plain))
        .containsExactly(
            "RED  some/long/folder/of/sources/Poller.java:9  UninterruptibleLoop  fix  the loop in"
                + " poll() runs on another thread and nothing can stop it; make"
                + " !Thread.currentThread().isInterrupted() its condition (2 launches)");
  }

  @Test
  void aWideTerminalCutsTheMessage() {
    assertThat(table().lines(20, 130, WorstTableTest::plain))
        .singleElement()
        .asString()
        .hasSize(130)
        .endsWith("...")
        .contains("Poller.java:9  UninterruptibleLoop  fix  the loop");
  }

  @Test
  void aNarrowTerminalPutsTheMessageBelowAndCutsThePlace() {
    List<String> lines = table().lines(20, 60, WorstTableTest::plain);

    assertThat(lines).hasSize(2).allMatch(line -> line.length() <= 60);
    assertThat(lines.get(0))
        .startsWith("RED  ...")
        .endsWith("Poller.java:9  UninterruptibleLoop  fix");
    assertThat(lines.get(1)).startsWith("    the loop in poll() runs on another").endsWith("...");
  }

  @Test
  void noWidthIsTooSmall() {
    for (int width = 1; width < 60; width++) {
      assertThat(table().lines(20, width, WorstTableTest::plain)).hasSize(2);
    }
  }

  @Test
  void asManyAsAreWantedAreShown() {
    assertThat(table().lines(0, 0, WorstTableTest::plain)).isEmpty();
    assertThat(table().entries()).hasSize(1);
  }
}
