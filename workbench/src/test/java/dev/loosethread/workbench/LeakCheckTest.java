package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the jar of the leak check with each supported JUnit on each installed JDK. */
class LeakCheckTest {
  private final MavenResolver maven = new MavenResolver(Build.work());

  @TempDir Path work;

  static Stream<Arguments> pairs() {
    return Jdk.installed().values().stream()
        .flatMap(
            jdk ->
                Stream.of(Build.version("junit.supported").split(","))
                    .map(junit -> Arguments.of(jdk, junit)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void failsWhatLeaksAndNothingElse(Jdk jdk, String junit) {
    Path console =
        maven.copy(
            Coordinates.parse(
                "org.junit.platform:junit-platform-console-standalone:" + platform(junit)),
            "jar");
    compile(jdk, console);

    Command.Result run =
        Command.run(
            work,
            List.of(
                jdk.home().resolve("bin/java").toString(),
                "-Dloosethread.leaks.maxWaitMillis=500",
                "-jar",
                console.toString(),
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details=tree",
                "--class-path=" + work + File.pathSeparator + Build.version("leak-check"),
                "--select-class=OrdersTest"));

    assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    assertThat(run.output())
        .contains("1 thread outlives OrdersTest.leaks():")
        .contains("\"poller\" (id ")
        .contains("started by OrdersTest.leaks(), created at")
        .contains("OrdersTest.leak(OrdersTest.java:")
        .contains("its own failure")
        .contains("Suppressed: dev.loosethread.leaks.ThreadLeakError: 1 thread outlives")
        .contains("an exception ended a thread of OrdersTest.letsAThreadDie(): \"dies\" by")
        .contains("1 thread outlives OrdersTest:")
        .contains("\"forgotten-by-the-class\"")
        .contains("1 tests successful")
        .contains("3 tests failed")
        .doesNotContain("WARNING");
  }

  private void compile(Jdk jdk, Path console) {
    List<String> command = new ArrayList<>();
    command.add(jdk.javac().toString());
    command.addAll(List.of("-d", work.toString(), "-proc:none", "-cp"));
    command.add(console + File.pathSeparator + Build.version("leak-check"));
    command.add(
        Build.root().resolve("workbench/src/test/resources/leaks/OrdersTest.java").toString());
    Command.Result compiled = Command.run(work, command);
    assertThat(compiled.exitCode()).as(compiled.output()).isZero();
  }

  /** Returns the version of the platform: before 6, it started at 1 and Jupiter at 5. */
  private static String platform(String junit) {
    return junit.replaceFirst("^5\\.", "1.");
  }
}
