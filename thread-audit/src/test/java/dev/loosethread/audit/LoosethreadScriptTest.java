package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code loosethread}, with a Maven and a java that only say what they are told. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "which has no bash")
class LoosethreadScriptTest {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("fixtures.root")).resolve("../..").normalize();

  private static final String JAR = "thread-audit/target/loosethread-thread-audit-1.jar";
  private static final String BUILDING = "loosethread: building it, ";

  /** Makes a jar of the size of one that is whole, as the real one does after minutes. */
  private static final String MAVEN =
      """
      #!/bin/sh
      root=$(cd "$(dirname "$0")" && pwd)
      echo "[INFO] Building Loosethread audit 1          [2/2]"
      echo "[INFO] Building jar: a.jar"
      [ -f "$root/broken" ] && echo "[ERROR] does not compile" && exit 1
      mkdir -p "$root/thread-audit/target"
      dd if=/dev/zero of="$root/%s" bs=1024 count=5000 2>/dev/null
      """
          .formatted(JAR);

  private static final String JAVA =
      """
      #!/bin/sh
      [ "$1" = -version ] && echo 'openjdk version "%s" 2026-01-01' >&2 && exit 0
      echo "run: $*"
      """;

  @TempDir Path folder;
  private Path root;
  private Path jdk;

  @BeforeEach
  void write() throws IOException {
    root = folder.resolve("a root");
    jdk = folder.resolve("a jdk");
    Files.createDirectories(root);
    Files.copy(
        REPOSITORY.resolve("loosethread"),
        root.resolve("loosethread"),
        StandardCopyOption.COPY_ATTRIBUTES);
    executable(root.resolve("mvnw"), MAVEN);
    executable(jdk.resolve("bin/java"), JAVA.formatted("17.0.1"));
    Audited.write(root, "pom.xml", "");
    Audited.write(root, "docs/bugpattern/A.md", "");
    for (String module :
        List.of("model", "source", "bytecode", "fixes").stream()
            .map("lifecycle-"::concat)
            .toList()) {
      Audited.write(root, module + "/pom.xml", "");
      Audited.write(root, module + "/src/main/java/A.java", "");
    }
    Audited.write(root, "thread-audit/pom.xml", "");
    Path sources = REPOSITORY.resolve("thread-audit/src/main/java/dev/loosethread/audit");
    for (String name : List.of("AuditCommand", "ReportFiles", "PatternChoice")) {
      Audited.write(
          root,
          "thread-audit/src/main/java/dev/loosethread/audit/" + name + ".java",
          Files.readString(sources.resolve(name + ".java")));
    }
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Run(int exitCode, String output, List<String> errors) {}

  private Run run(String... arguments) throws Exception {
    return run(root.resolve("loosethread"), arguments);
  }

  private Run run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output, Files.readAllLines(errors));
  }

  private static void setTime(Path file, int secondsFromNow) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
  }

  /** A build long after all that is there was written. */
  private void build() throws Exception {
    assertThat(run("pattern").exitCode()).isZero();
    setTime(root.resolve(JAR), 100);
  }

  @Test
  void buildsOnceAndSaysSo() throws Exception {
    Run first = run("audit", "a root", "--json", "-");

    assertThat(first.errors())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(BUILDING))
        .contains("loosethread: building Loosethread audit 1 [2/2]");
    assertThat(first.output())
        .isEqualTo(
            "run: -Dloosethread.terminals= -jar " + root.resolve(JAR) + " audit a root --json -\n");
    setTime(root.resolve(JAR), 100);
    assertThat(run("audit", "a root").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "thread-audit/pom.xml",
        "lifecycle-model/pom.xml",
        "lifecycle-fixes/src/main/java/A.java",
        "docs/bugpattern/A.md"
      })
  void buildsAnewIfSomethingChanged(String file) throws Exception {
    build();
    setTime(root.resolve(file), 200);

    assertThat(run("pattern").errors()).anyMatch(line -> line.startsWith(BUILDING));
  }

  @Test
  void buildsAnewIfAFileWentOrTheJarIsNotWhole() throws Exception {
    build();
    Path source = root.resolve("lifecycle-source/src/main/java/A.java");
    Files.delete(source);
    setTime(source.getParent(), 200);
    assertThat(run("pattern").errors()).anyMatch(line -> line.startsWith(BUILDING));

    Files.writeString(root.resolve(JAR), "what the packing was interrupted at");
    setTime(root.resolve(JAR), 300);
    assertThat(run("pattern").errors()).anyMatch(line -> line.startsWith(BUILDING));
  }

  @Test
  void runsNothingOldAfterAFailedBuild() throws Exception {
    build();
    setTime(root.resolve("pom.xml"), 200);
    Audited.write(root, "broken", "");

    for (int i = 0; i < 2; i++) {
      Run failed = run("pattern");
      assertThat(failed.exitCode()).isEqualTo(2);
      assertThat(failed.output()).isEmpty();
      assertThat(failed.errors())
          .contains("[ERROR] does not compile", "error: Loosethread could not be built");
    }
    assertThat(root.resolve(JAR)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"11.0.2, 11", "1.8.0_292, 8", "16, 16"})
  void refusesAnOldJdkInOneLine(String version, String shown) throws Exception {
    executable(jdk.resolve("bin/java"), JAVA.formatted(version));

    Run run = run("audit", ".");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "error: Loosethread needs a JDK, 17 or newer; "
                + jdk.resolve("bin/java")
                + " is of version "
                + shown
                + "; set JAVA_HOME");
  }

  @Test
  void aJavaHomeThatIsNoneIsOneLine() throws Exception {
    Files.delete(jdk.resolve("bin/java"));

    assertThat(run("audit", ".").errors())
        .containsExactly("error: JAVA_HOME is " + jdk + ", but that is no JDK");
  }

  @Test
  void worksThroughLinks() throws Exception {
    Path links = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("inner"), root.resolve("loosethread"));
    Path link = Files.createSymbolicLink(folder.resolve("lt"), Path.of("links/inner"));

    assertThat(run(link, "pattern").output()).contains("-jar " + root.toRealPath().resolve(JAR));
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

    Run run = run(parts.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).containsExactly(message);
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
    assertThat(run(line.split("\\|")).exitCode()).isZero();
  }

  @Test
  void knowsWhatTheJarIsMadeOf() throws IOException {
    String script = Files.readString(REPOSITORY.resolve("loosethread"));
    String modules = script.replaceAll("(?s).*\nmodules=\"([^\"]*)\".*", "$1");
    String pom = Files.readString(REPOSITORY.resolve("thread-audit/pom.xml"));

    assertThat(modules.split(" "))
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.Stream.concat(
                    java.util.regex.Pattern.compile("<artifactId>loosethread-(lifecycle-\\w+)<")
                        .matcher(pom)
                        .results()
                        .map(match -> match.group(1)),
                    java.util.stream.Stream.of("thread-audit"))
                .toList());
  }
}
