package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example of a Maven build in which SpotBugs runs the detectors. */
class SpotBugsMavenTest {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  @TempDir Path work;

  /** Returns a local repository as after {@code mvn install} of the detectors. */
  private Path installed() throws IOException {
    Path repository = work.resolve("repository");
    Path home =
        Files.createDirectories(
            repository.resolve("dev/loosethread/loosethread-spotbugs-detectors/" + VERSION));
    String name = "loosethread-spotbugs-detectors-" + VERSION;
    Files.copy(Build.detectors(), home.resolve(name + ".jar"));
    Files.writeString(
        home.resolve(name + ".pom"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>dev.loosethread</groupId>"
            + "<artifactId>loosethread-spotbugs-detectors</artifactId><version>"
            + VERSION
            + "</version></project>");
    return repository;
  }

  private Path copyOfTheExample() throws IOException {
    Path example = Build.root().resolve("examples/spotbugs-maven");
    Path copy = work.resolve("project");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(f -> !f.startsWith(example.resolve("target"))).toList()) {
        Files.copy(file, copy.resolve(example.relativize(file).toString()));
      }
    }
    return copy;
  }

  @Test
  void buildFailsAtTheLeakAndHonoursWhatTheSourceSuppresses() throws IOException {
    // The Maven that runs this build may be too old for the SpotBugs plugin.
    List<String> command = new ArrayList<>(List.of(Build.mavenWrapper(), "-B", "-ntp"));
    if (Build.offline()) {
      command.add("-o");
    }
    command.add("-Dstyle.color=never");
    command.add("-Dmaven.repo.local=" + installed());
    command.add("-Dmaven.repo.local.tail=" + Build.mavenRepository());
    command.add("verify");
    Command.Result run = Command.run(copyOfTheExample(), command);

    assertThat(run.output()).contains("BUILD FAILURE");
    assertThat(run.output().lines().filter(line -> line.contains("LT_")))
        .as(run.output())
        .singleElement()
        .asString()
        .contains("LT_TIMER_NOT_CANCELLED", "reaper", "Sessions.java");
  }
}
