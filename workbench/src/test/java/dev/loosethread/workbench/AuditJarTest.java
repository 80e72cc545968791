package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the executable jar like a user, on each installed JDK. */
class AuditJarTest {
  private static final Path SAMPLE =
      Build.root().resolve("workbench/src/test/resources/sample/SessionReaper.java");

  @TempDir Path work;

  static Collection<Jdk> jdks() {
    return Jdk.installed().values();
  }

  private Command.Result audit(Jdk jdk, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.home().resolve("bin/java").toString());
    command.addAll(List.of("-jar", Build.version("audit"), "audit"));
    command.addAll(List.of(arguments));
    return Command.run(work, command);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void findsAndMends(Jdk jdk) throws IOException {
    Path copy = Files.copy(SAMPLE, work.resolve("SessionReaper.java"));

    Command.Result red = audit(jdk, copy.toString(), "--fail-on", "red", "--sarif", "out.sarif");

    assertThat(red.output()).containsPattern("TimerNotCancelled +fix ").doesNotContain("WARNING");
    assertThat(red.exitCode()).isEqualTo(1);
    assertThat(work.resolve("out.sarif")).exists();

    assertThat(audit(jdk, copy.toString(), "--fix", "--allow-dirty").output())
        .contains("fixed 1 files");
    assertThat(audit(jdk, copy.toString(), "--fail-on", "red").exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void readsItsOwnClassFiles(Jdk jdk) {
    Command.Result own =
        audit(jdk, Build.detectors().toString(), "--fail-on", "red", "--html", "own.html");

    assertThat(own.output()).contains("may launch threads");
    assertThat(own.exitCode()).as(own.output()).isZero();
    assertThat(work.resolve("own.html")).exists();
  }

  @Test
  void loosethreadItselfHasNoRedLaunch() {
    Command.Result own =
        audit(
            Jdk.current(),
            Build.root().toString(),
            "--no-tests",
            "--exclude",
            "**/test-fixtures/**",
            "--exclude",
            "**/workbench/target/**",
            "--offline");

    assertThat(own.output()).containsPattern("production +RED 0 ");
  }

  @Test
  void helpNamesEveryExitCode() {
    Command.Result help = audit(Jdk.current(), "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.output()).contains("Exit codes: 0 done; 1 ", "2 ");
  }
}
