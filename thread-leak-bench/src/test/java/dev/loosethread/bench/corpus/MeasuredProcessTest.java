package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  @Test
  void bothStreamsAreInTheLog() throws IOException {
    Path log = folder.resolve("log");

    MeasuredProcess process =
        MeasuredProcess.run(List.of(JAVA, "-no-such-option"), log, Duration.ofMinutes(1));

    assertThat(process.exitCode()).isEqualTo(1);
    assertThat(Files.readString(log)).contains("-no-such-option");
  }

  @Test
  void whatTakesTooLongIsStopped() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Wait.java"),
            "class Wait { public static void main(String[] a) throws Exception {"
                + " Thread.currentThread().join(); } }");

    assertThat(
            MeasuredProcess.run(
                    List.of(JAVA, source.toString()), folder.resolve("log"), Duration.ZERO)
                .exitCode())
        .isEqualTo(-1);
  }

  @Test
  void aProgramThatIsNotThereIsTold() {
    assertThatThrownBy(
            () ->
                MeasuredProcess.run(
                    List.of("no-such-program"), folder.resolve("log"), Duration.ofMinutes(1)))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("cannot run no-such-program");
  }

  @Test
  void thePeakIsReadWhereTheSystemTellsIt() {
    assertThat(MeasuredProcess.peak(List.of("Name:\tjava", "VmHWM:\t  181234 kB")))
        .isEqualTo(181234);
    assertThat(MeasuredProcess.peak(List.of("Name:\tjava"))).isZero();
  }
}
