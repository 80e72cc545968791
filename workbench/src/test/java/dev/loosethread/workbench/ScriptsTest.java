package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts {@code try-jar} and {@code try-library}, with a Maven and a Java that only print
 * their arguments.
 */
@DisabledOnOs(OS.WINDOWS)
class ScriptsTest {
  private static final String LIBRARY = "org.example:lib:1";

  @TempDir Path folder;
  private FakeClone clone;
  private Path root;

  @BeforeEach
  void makeAProject() throws IOException {
    clone = new FakeClone(folder);
    root = clone.root();
  }

  @ParameterizedTest
  @CsvSource({
    "try-library,,no library is named",
    "try-library,a:b,not group:artifact:version: a:b",
    "try-library,a:b:c:d,not group:artifact:version: a:b:c:d",
    "try-library,--fast,unknown option: --fast",
    "try-jar,,no jar is named",
    "try-jar,--class-path,no jar is named",
    "try-jar,--fast,unknown option: --fast",
    "try-jar,missing.jar,no such file: missing.jar",
    "try-jar,a clone,not a jar: a clone",
    "try-jar,a clone/pom.xml,not a jar: a clone/pom.xml"
  })
  void aWrongArgumentIsToldBeforeAnythingIsBuilt(String script, String argument, String error)
      throws Exception {
    Command.Result result = argument == null ? clone.run(script) : clone.run(script, argument);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output().lines().toList())
        .startsWith("error: " + error)
        .hasSizeLessThanOrEqualTo(2);
    assertThat(clone.calls()).isEmpty();
  }

  @Test
  void helpIsToldWithoutABuild() throws Exception {
    assertThat(clone.run("try-library", "--help"))
        .satisfies(r -> assertThat(r.exitCode()).isZero())
        .satisfies(r -> assertThat(r.output()).startsWith("usage: ./try-library "));
    assertThat(clone.run("try-jar", "--help").output()).startsWith("usage: ./try-jar ");
    assertThat(clone.calls()).isEmpty();
  }

  @Test
  void anOldJavaIsToldBeforeAnythingIsBuilt() throws Exception {
    ProcessBuilder builder = clone.script(root.resolve("try-library"), LIBRARY);
    builder.environment().putAll(Map.of("FAKE_VERSION", "11"));

    Command.Result result = clone.run(builder);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("is Java 11; set JAVA_HOME to a JDK, 17 or newer");
    assertThat(clone.calls()).isEmpty();
  }

  @Test
  void theFirstLineTellsWhatWillBeDoneAndMavensWallOfTextIsLeftOut() throws Exception {
    List<String> lines = clone.run("try-library", LIBRARY).output().lines().toList();

    assertThat(lines.get(0)).startsWith("Compiles org.example:lib:1 with ");
    assertThat(lines.subList(2, 4)).containsExactly("  starting Maven", "  [1/6] lifecycle model");
    assertThat(lines.get(4)).startsWith("  built in ");
    assertThat(lines.get(5)).startsWith("java ").endsWith(".TryLibrary org.example:lib:1");
    assertThat(lines).hasSize(6);
  }

  @Test
  void itIsBuiltAgainOnlyWhenSomethingHasChanged() throws Exception {
    clone.run("try-library", LIBRARY);
    clone.run("try-library", LIBRARY);
    assertThat(clone.calls()).hasSize(1);

    Path source = root.resolve("lifecycle-source/src/main/A.java");
    Files.writeString(source, "class A { int changed; }\n");
    clone.run("try-library", LIBRARY);
    assertThat(clone.calls()).hasSize(2);

    Files.writeString(root.resolve("workbench/src/main/more.properties"), "a=b\n");
    clone.run("try-library", LIBRARY);
    assertThat(clone.calls()).hasSize(3);

    Files.delete(root.resolve("workbench/src/main/more.properties"));
    Files.writeString(source, "class A {}\n");
    Command.Result last = clone.run("try-library", LIBRARY);
    assertThat(clone.calls()).as("what is as it was is there still").hasSize(3);
    assertThat(last.output()).contains("java ");
  }

  @Test
  void onlyWhatIsNeededIsBuilt() throws Exception {
    clone.run("try-library", LIBRARY);

    assertThat(clone.calls().get(0))
        .contains("-Dmain-only")
        .contains("lifecycle-fixes,errorprone-checks,workbench ")
        .doesNotContain("spotbugs", "audit");
  }

  /** Maven is not asked to build the dependencies of the modules as well. */
  @ParameterizedTest
  @ValueSource(strings = {"loosethread", "try-library", "try-jar"})
  void whatIsBuiltNeedsNothingElseOfThisProject(String script) throws Exception {
    Matcher modules = Pattern.compile("(?m)^modules=\"([^\"]+)\"").matcher(read(script));
    assertThat(modules.find()).isTrue();
    List<String> built = List.of(modules.group(1).split(" "));
    for (String module : built) {
      String always = read(module + "/pom.xml").replaceAll("(?s)<profiles>.*</profiles>", "");
      Set<String> needed =
          Pattern.compile(
                  "<dependency>\\s*<groupId>dev\\.loosethread</groupId>\\s*"
                      + "<artifactId>loosethread-([\\w-]+)</artifactId>(?!(?:(?!</dependency>).)*<scope>test)",
                  Pattern.DOTALL)
              .matcher(always)
              .results()
              .map(match -> match.group(1))
              .collect(Collectors.toSet());
      assertThat(built).as(module).containsAll(needed);
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(Build.root().resolve(file));
  }

  @Test
  void afterAFailedBuildItsErrorIsShownAndNothingOldIsRun() throws Exception {
    clone.run("try-library", LIBRARY);
    Files.writeString(root.resolve("lifecycle-source/src/main/A.java"), "class A {\n");
    Files.createFile(root.resolve("broken"));

    Command.Result failed = clone.run("try-library", LIBRARY);

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output())
        .contains("error: the build failed:", "[ERROR] Model.java:[1,2] not a statement")
        .doesNotContain("java -", "wall of text");
    assertThat(clone.run("try-library", LIBRARY).exitCode()).isEqualTo(1);

    Files.delete(root.resolve("broken"));
    assertThat(clone.run("try-library", LIBRARY).exitCode()).isZero();
    assertThat(clone.calls()).hasSize(4);
  }

  @Test
  void aLinkToTheScriptWillDo() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("a link"), Path.of("a clone/try-library"));

    assertThat(clone.run(clone.script(link, LIBRARY)).output())
        .contains("TryLibrary org.example:lib:1");
  }

  @Test
  void theSecondOfTwoWaitsForTheBuildOfTheFirst() throws Exception {
    Path gate = gate();
    Process first = clone.script(root.resolve("try-library"), LIBRARY).start();
    BufferedReader firstOutput = first.inputReader();
    await(firstOutput, "[1/6]");
    Process second = clone.script(root.resolve("try-library"), LIBRARY).start();
    BufferedReader secondOutput = second.inputReader();
    await(secondOutput, "waiting for process " + first.pid());

    Files.writeString(gate, "go on\n");

    await(firstOutput, "TryLibrary org.example:lib:1");
    await(secondOutput, "TryLibrary org.example:lib:1");
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(clone.calls()).hasSize(1);
  }

  @Test
  void whoeverStopsItStopsMavenTooAndTheNextRunBuilds() throws Exception {
    Path gate = gate();
    Process process = clone.script(root.resolve("try-library"), LIBRARY).start();
    await(process.inputReader(), "[1/6]");
    long maven = Long.parseLong(Files.readString(root.resolve("maven.pid")).strip());

    process.destroy();

    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(ProcessHandle.of(maven).filter(ProcessHandle::isAlive)).isEmpty();
    Files.delete(gate);
    assertThat(clone.run("try-library", LIBRARY).output()).contains("TryLibrary org.example:lib:1");
    assertThat(clone.calls()).hasSize(2);
  }

  @Test
  void aLockThatWasLeftBehindIsNone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path scripts = Files.createDirectories(root.resolve("target/scripts"));
    Files.createSymbolicLink(scripts.resolve("lock"), Path.of("" + gone.pid()));

    assertThat(clone.run("try-library", LIBRARY).exitCode()).isZero();
  }

  /** Returns the pipe that the fake Maven reads before it continues. */
  private Path gate() throws IOException, InterruptedException {
    Path gate = root.resolve("gate");
    assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
    return gate;
  }

  private static void await(BufferedReader output, String part) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(part)) {
        return;
      }
    }
    assertThat(lines).as("lines with " + part).isEmpty();
  }
}
