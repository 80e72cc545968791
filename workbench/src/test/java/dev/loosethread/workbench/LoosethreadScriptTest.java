package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code loosethread}, with a Maven and a Java that only print their arguments. */
@DisabledOnOs(OS.WINDOWS)
class LoosethreadScriptTest {
  private static final String SOURCES = "thread-audit/src/main/java/dev/loosethread/audit/";

  @TempDir Path folder;
  private FakeClone clone;

  @BeforeEach
  void makeAClone() throws IOException {
    clone = new FakeClone(folder);
    write("docs/bugpattern/A.md", "");
    for (String name : List.of("AuditCommand", "ReportFiles", "PatternChoice")) {
      String file = SOURCES + name + ".java";
      write(file, Files.readString(Build.root().resolve(file)));
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = clone.root().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void buildsOnceAndRunsTheJar() throws Exception {
    Command.Result first = clone.run("loosethread", "audit", "a clone", "--json", "-");

    assertThat(first.output())
        .contains("building it first")
        .contains("java -Dloosethread.terminals= -jar ")
        .endsWith("/thread-audit.jar audit a clone --json -\n");
    Command.Result second = clone.run("loosethread", "audit", "a clone");
    assertThat(second.output()).startsWith("java -D");
    assertThat(clone.calls()).hasSize(1);
  }

  @Test
  void buildsAnewIfAPageChanged() throws Exception {
    clone.run("loosethread", "pattern");
    write("docs/bugpattern/A.md", "More.");
    clone.run("loosethread", "pattern");

    assertThat(clone.calls()).hasSize(2);
  }

  @Test
  void failedBuildIsNotTakenForAFinding() throws Exception {
    write("broken", "");

    Command.Result failed = clone.run("loosethread", "pattern");

    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.output()).contains("[ERROR] Model.java:[1,2] not a statement");
  }

  @Test
  void javaHomeThatIsNoJdkIsToldBeforeABuild() throws Exception {
    Files.delete(clone.jdk().resolve("bin/javac"));

    Command.Result run = clone.run("loosethread", "audit", ".");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).startsWith("error: ").contains("has no javac; set JAVA_HOME");
    assertThat(clone.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", ""})
  void aLocaleWithoutLettersIsReplaced(String locale) throws Exception {
    Files.writeString(
        clone.jdk().resolve("bin/java"), "echo \"in ${LC_ALL:-}\"\n", StandardOpenOption.APPEND);
    ProcessBuilder script = clone.script(clone.root().resolve("loosethread"), "pattern");
    script.environment().keySet().removeAll(List.of("LC_CTYPE", "LANG"));
    script.environment().put("LC_ALL", locale);

    assertThat(clone.run(script).output()).endsWith("in C.UTF-8\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void worksWithoutAHome(boolean isEmpty) throws Exception {
    Files.writeString(
        clone.jdk().resolve("bin/java"), "echo \"in $HOME\"\n", StandardOpenOption.APPEND);
    ProcessBuilder script = clone.script(clone.root().resolve("loosethread"), "pattern");
    script.environment().remove("HOME");
    if (isEmpty) {
      script.environment().put("HOME", "");
    }

    assertThat(clone.run(script).output()).containsPattern("in /.+\n");
  }

  @Test
  void worksThroughLinks() throws Exception {
    Path links = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("inner"), clone.root().resolve("loosethread"));
    Path link = Files.createSymbolicLink(folder.resolve("lt"), Path.of("links/inner"));

    assertThat(clone.run(clone.script(link, "pattern")).output())
        .contains("-jar " + clone.root().toRealPath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit|no-such-thing|error: no-such-thing: no such file or folder",
        "audit|--no-such|error: Unknown option: '--no-such'",
        "audit|--no-such=1|error: Unknown option: '--no-such=1'",
        "audit|--json|-|--sarif|a.sarif|missing|error: missing: no such file or folder",
        "audit|a\nb|error: a?b: no such file or folder",
        "odit|.|error: odit: no such command; there are audit and pattern"
      })
  void whatIsWrongIsToldBeforeABuild(String line) throws Exception {
    List<String> parts = new ArrayList<>(List.of(line.split("\\|")));
    String message = parts.remove(parts.size() - 1);

    Command.Result run = clone.run("loosethread", parts.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEqualTo(message + "\n");
    assertThat(clone.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit|.|--json|out.json|--fail-on=red|--quiet|--patterns|A,B|--fix|--fix-outside",
        "audit|g:a:1|--baseline|b.json|--color|never|--threads|2",
        "audit|--help",
        "audit|-h",
        "audit|--|--odd-name"
      })
  void whatMayBeRightIsLeftToTheCommand(String line) throws Exception {
    assertThat(clone.run("loosethread", line.split("\\|")).exitCode()).isZero();
  }

  @Test
  void knowsWhatTheJarIsMadeOf() throws IOException {
    String script = Files.readString(Build.root().resolve("loosethread"));
    String modules = script.replaceAll("(?s).*\nmodules=\"([^\"]*)\".*", "$1");
    String pom = Files.readString(Build.root().resolve("thread-audit/pom.xml"));
    Stream<String> needed =
        Pattern.compile("<artifactId>loosethread-(lifecycle-\\w+)<")
            .matcher(pom)
            .results()
            .map((MatchResult match) -> match.group(1))
            // Its tests use one of them twice, for the jar of tests too.
            .distinct();

    assertThat(modules.split(" "))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(needed, Stream.of("thread-audit")).toList());
  }
}
