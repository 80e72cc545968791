package dev.loosethread.bench.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Jdk;
import dev.loosethread.workbench.Progress;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeRunTest {
  @TempDir Path folder;

  private Map<String, Result> run(String... ids) throws InterruptedException {
    return new JudgeRun(Progress.ofProcess(), folder, 2, 1)
        .run(List.of(FakeJudge.kind("fake")), SampleUnits.empty(ids))
        .get("fake");
  }

  private static Finding finding(String rule, int line) {
    return new Finding(rule, line, true);
  }

  @Test
  void givesTheFindingsOfEachUnit() throws Exception {
    Map<String, Result> results = run("a", "b");

    assertThat(results.get("a").isOk()).isTrue();
    assertThat(results.get("a").findings()).containsExactly(finding("a", 1));
    assertThat(results.get("b").findings()).containsExactly(finding("b", 2));
  }

  @Test
  void failureOnOneUnitIsALineAndDoesNotStopTheOthers() throws Exception {
    Map<String, Result> results = run("fails", "overflows", "b");

    assertThat(results.get("fails").status())
        .isEqualTo("error: java.lang.IllegalStateException: cannot read this");
    assertThat(results.get("overflows").isOk()).isFalse();
    assertThat(results.get("b").findings()).containsExactly(finding("b", 3));
  }

  @Test
  void endOfTheProcessCostsOneUnit() throws Exception {
    Map<String, Result> results = run("a", "ends", "b");

    assertThat(results.get("a").isOk()).isTrue();
    assertThat(results.get("ends").status()).contains("exit code 7");
    // By a new process.
    assertThat(results.get("b").findings()).containsExactly(finding("b", 1));
  }

  @Test
  void nothingIsKeptOfAUnitAtWhichSomebodyStoppedTheRun() throws Exception {
    assertThatThrownBy(() -> run("a", "is stopped", "b"))
        .isInstanceOf(Failure.class)
        .hasMessage("the judge fake was stopped");
    assertThat(Files.readString(folder.resolve("fake-0.results")))
        .startsWith("a\t")
        .hasLineCount(1);
  }

  @Test
  void aWorkerEndsWhenNobodyListens() throws Exception {
    Path jobs = folder.resolve("jobs");
    Jobs.write(jobs, SampleUnits.empty("a", "b"));
    Path results = folder.resolve("results");
    Process worker =
        new ProcessBuilder(
                Jdk.current().javac().resolveSibling("java").toString(),
                "-cp",
                String.join(
                    File.pathSeparator,
                    Build.locationOf(JudgeWorker.class).toString(),
                    Build.own().toString(),
                    Build.locationOf(FakeJudge.class).toString()),
                JudgeWorker.class.getName(),
                FakeJudge.class.getName(),
                jobs.toString(),
                results.toString(),
                "10")
            .start();
    worker.getInputStream().close();

    assertThat(worker.waitFor()).isEqualTo(4);
    assertThat(results).doesNotExist();
  }

  @Test
  void unitThatTakesTooLongIsGivenUp() throws Exception {
    Map<String, Result> results = run("hangs", "b");

    assertThat(results.get("hangs").status()).contains("longer than 1 s");
    assertThat(results.get("b").findings()).containsExactly(finding("b", 1));
  }

  @Test
  void goesOnWhereItWasStopped() throws Exception {
    run("a", "b");
    Path file = folder.resolve("fake-0.results");
    String text = Files.readString(file);
    // As if the second line had not been written to its end.
    Files.writeString(file, text.substring(0, text.length() - 3));

    Map<String, Result> results = run("a", "b", "c");

    assertThat(results.keySet()).containsExactly("a", "b", "c");
    assertThat(results.get("a").findings()).containsExactly(finding("a", 1));
    assertThat(results.get("b").findings()).containsExactly(finding("b", 1));
    assertThat(results.get("c").findings()).containsExactly(finding("c", 2));
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void resultsOfOtherUnitsInTheFolderAreLeftOut() throws Exception {
    run("a", "b");

    assertThat(run("b", "c").keySet()).containsExactly("b", "c");
    assertThat(run("a").keySet()).containsExactly("a");
  }

  @Test
  void manyUnitsGoToSeveralProcesses() throws Exception {
    String[] ids = IntStream.range(0, 101).mapToObj(i -> "u" + i).toArray(String[]::new);

    assertThat(run(ids)).hasSize(101);
    assertThat(Files.readAllLines(folder.resolve("fake-0.results"))).hasSizeBetween(50, 51);
    assertThat(Files.readAllLines(folder.resolve("fake-1.results"))).hasSizeBetween(50, 51);
  }

  @Test
  void judgeThatIsNotThereIsAFailure() {
    JudgeKind none =
        new JudgeKind(
            "none",
            "dev.loosethread.bench.NoJudge",
            Jdk.current(),
            List.of(),
            List.of(),
            List.of());

    assertThatThrownBy(
            () ->
                new JudgeRun(Progress.ofProcess(), folder, 2)
                    .run(List.of(none), SampleUnits.empty("a")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none cannot start")
        .hasMessageContaining("NoJudge");
  }
}
