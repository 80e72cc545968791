package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command takes, writes and returns. */
class AuditCommandTest {
  static final String LEAKY =
      """
      package app;

      import java.util.Timer;

      class Reaper implements AutoCloseable {
        private final Timer timer = new Timer();
        private final Timer other = new Timer();

        public void close() {
          other.cancel();
        }
      }
      """;

  static final String LONELY =
      """
      package app;

      class Lonely {
        void tell() {
          new Thread(() -> java.util.concurrent.locks.LockSupport.park()).start();
        }
      }
      """;

  @TempDir Path folder;
  private Path sources;

  @BeforeEach
  void write() {
    sources = folder.resolve("sources");
    Audited.write(sources, "src/main/java/app/Reaper.java", LEAKY);
    Audited.write(sources, "src/test/java/app/Lonely.java", LONELY);
  }

  @Test
  void failsOnWhatItIsToldTo() {
    assertThat(CommandRun.of(sources).exitCode()).isZero();
    assertThat(CommandRun.of(sources, "--fail-on", "red").exitCode()).isEqualTo(1);
    assertThat(CommandRun.of(sources, "--fail-on=yellow").exitCode()).isEqualTo(1);
    assertThat(CommandRun.of(sources.resolve("src/test"), "--fail-on=red").exitCode()).isZero();
    assertThat(CommandRun.of(sources.resolve("src/test"), "--fail-on=yellow").exitCode())
        .isEqualTo(1);
  }

  @Test
  void leavesOutTests() {
    assertThat(CommandRun.of(sources, "--no-tests").output()).doesNotContain("tests  ");
  }

  @Test
  void takesGlobs() throws IOException {
    assertThat(launches(CommandRun.of(sources, "--json", "-", "--include", "**/Lonely.java")))
        .isEqualTo(1);
    assertThat(launches(CommandRun.of(sources, "--json", "-", "--exclude", "main/**")))
        .isEqualTo(1);
    assertThat(launches(CommandRun.of(sources, "--json", "-", "--exclude", "*.java"))).isZero();
  }

  @Test
  void takesGlobsForClassFiles() throws Exception {
    String launch = " { void go() { new Thread(() -> {}).start(); } }";
    Path jar = Audited.jar(folder, "One", "public class One" + launch + " class Two" + launch);

    assertThat(launches(CommandRun.of(jar, "--json", "-"))).isEqualTo(2);
    assertThat(launches(CommandRun.of(jar, "--json", "-", "--include", "app/One*"))).isEqualTo(1);
    assertThat(launches(CommandRun.of(jar, "--json", "-", "--exclude", "**/T*.class")))
        .isEqualTo(1);
    assertThat(launches(CommandRun.of(jar, "--json", "-", "--exclude", "*.class"))).isZero();
  }

  private static int launches(CommandRun run) throws IOException {
    return json(run).get("launches").size();
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.errors()).isEmpty();
    return new JsonMapper().readTree(run.output());
  }

  @Test
  void looksForTheNamedPatternsOnly() {
    assertThat(CommandRun.of(sources, "--patterns", "UnguardedStart,UnownedThread", "--no-tests"))
        .extracting(CommandRun::output)
        .asString()
        .contains("RED 0");
    assertThat(CommandRun.of(sources, "--patterns", "TimerNotCancelled").output())
        .contains("RED 1");
  }

  @Test
  void writesEveryReport() throws IOException {
    CommandRun run =
        CommandRun.of(
            sources,
            "--markdown",
            folder.resolve("a.md"),
            "--html",
            folder.resolve("a.html"),
            "--json",
            folder.resolve("a.json"),
            "--sarif",
            folder.resolve("a.sarif"),
            "--patch",
            folder.resolve("a.patch"),
            "--quiet");

    assertThat(run).isEqualTo(new CommandRun(0, "", ""));
    assertThat(Files.readString(folder.resolve("a.md"))).startsWith("# Thread audit of ");
    assertThat(Files.readString(folder.resolve("a.html"))).startsWith("<!DOCTYPE html>");
    assertThat(Files.readString(folder.resolve("a.json"))).contains("\"schemaVersion\" : 1");
    assertThat(Files.readString(folder.resolve("a.sarif"))).contains("\"2.1.0\"");
    assertThat(Files.readString(folder.resolve("a.patch"))).contains("+    timer.cancel();");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("no parts are left").hasSize(6);
    }
  }

  @Test
  void aBaselineAcceptsWhatIsThere() throws IOException {
    Path baseline = folder.resolve("baseline.json");

    assertThat(
            CommandRun.of(
                    sources, "--baseline", baseline, "--update-baseline", "--fail-on", "yellow")
                .exitCode())
        .isZero();
    CommandRun same = CommandRun.of(sources, "--baseline", baseline, "--fail-on", "yellow");
    assertThat(same.exitCode()).isZero();
    assertThat(same.output())
        .doesNotContain("Reaper.java:6")
        .contains("2 launches are accepted by the baseline");

    // Lines that move change nothing; a new launch does.
    Audited.write(
        sources,
        "src/main/java/app/Reaper.java",
        LEAKY.replace("class Reaper", "\n\nclass Reaper"));
    assertThat(CommandRun.of(sources, "--baseline", baseline, "--fail-on", "yellow").exitCode())
        .isZero();
    Audited.write(
        sources,
        "src/main/java/app/Reaper.java",
        LEAKY.replace(
            "  public void", "  private final Timer third = new Timer();\n  public void"));
    CommandRun more = CommandRun.of(sources, "--baseline", baseline, "--fail-on", "red");
    assertThat(more.exitCode()).isEqualTo(1);
  }

  @Test
  void aBaselineDoesNotAcceptWhatGetsWorse() {
    Path baseline = folder.resolve("baseline.json");
    Audited.write(sources, "src/test/java/app/Lonely.java", LONELY);
    CommandRun.of(sources.resolve("src/test"), "--baseline", baseline, "--update-baseline");

    Audited.write(
        sources,
        "src/test/java/app/Lonely.java",
        LONELY.replace(
            "java.util.concurrent.locks.LockSupport.park()",
            "{ while (true) { Thread.onSpinWait(); } }"));

    assertThat(
            CommandRun.of(
                    sources.resolve("src/test"), "--baseline", baseline, "--fail-on", "yellow")
                .exitCode())
        .isEqualTo(1);
  }

  @Test
  void appliesFixesOutsideGit() throws IOException {
    CommandRun run = CommandRun.of(sources, "--fix", "--allow-dirty");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("fixed 1 files");
    assertThat(Files.readString(sources.resolve("src/main/java/app/Reaper.java")))
        .contains("timer.cancel();");
    assertThat(CommandRun.of(sources).output()).contains("RED 0");
    assertThat(CommandRun.of(sources, "--fix", "--allow-dirty").output()).contains("fixed 0 files");
  }

  @Test
  void keepsTheEncodingOfWhatItFixes() throws IOException {
    Path file = sources.resolve("src/main/java/app/Reaper.java");
    String text = "// caf\u00e9\n" + LEAKY;
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);

    assertThat(CommandRun.of(sources).errors()).contains("Reaper.java:1: not in UTF-8");
    assertThat(
            CommandRun.of(sources, "--encoding", "ISO-8859-1", "--fix", "--allow-dirty").exitCode())
        .isZero();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .startsWith("// caf\u00e9\n")
        .contains("timer.cancel();");
  }

  @Test
  void fixesCleanGitTreesOnly() throws Exception {
    Path file = sources.resolve("src/main/java/app/Reaper.java");
    git("init", "-q");

    CommandRun untracked = CommandRun.of(sources, "--fix");
    assertThat(untracked.exitCode()).isEqualTo(2);
    assertThat(untracked.errors()).contains("is not in git yet; add and commit it");

    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "first");
    Files.writeString(file, LEAKY + "// changed\n");
    CommandRun dirty = CommandRun.of(sources, "--fix");
    assertThat(dirty.exitCode()).isEqualTo(2);
    assertThat(dirty.errorLines()).hasSize(1);
    assertThat(dirty.errors()).contains("has changes that are not committed");
    assertThat(Files.readString(file)).isEqualTo(LEAKY + "// changed\n");

    Files.writeString(file, LEAKY);
    assertThat(CommandRun.of(sources, "--fix").exitCode()).isZero();
    assertThat(Files.readString(file)).contains("timer.cancel();");
  }

  @Test
  void aPatchThatIsAppliedMendsWhatWasRed() throws Exception {
    Path patch = folder.resolve("all.patch");
    CommandRun.of(sources, "--patch", patch, "--quiet");
    git("init", "-q");

    git("apply", patch.toString());

    assertThat(CommandRun.of(sources).output()).contains("RED 0");
  }

  private void git(String... arguments) {
    Git.run(sources, arguments);
  }

  @Test
  void whatCanNotBeReadIsALineAndTheRestIsAudited() {
    Audited.write(sources, "src/main/java/app/Broken.java", "package app; class Broken { void (");
    Path text = Audited.write(folder, "notes.txt", "nothing");
    Path jar = Audited.write(folder, "broken.jar", "not a jar");

    CommandRun run = CommandRun.of(sources, folder.resolve("missing"), text, jar, "--fail-on=red");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("error: "))
        .anyMatch(line -> line.endsWith("missing: no such file or folder"))
        .anyMatch(
            line ->
                line.endsWith("notes.txt: neither a folder, a pom.xml, a Java source nor a jar"))
        .anyMatch(line -> line.endsWith("broken.jar: not a jar"))
        .anyMatch(line -> line.contains("Broken.java:1: does not parse: "));
    assertThat(run.output()).contains("RED     src/main/java/app/Reaper.java:6");
  }

  @Test
  void aFolderWithoutSourcesIsALine() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(CommandRun.of(empty).errorLines())
        .containsExactly("error: " + empty + ": no Java sources in it");
  }

  @Test
  void anArtifactThatDoesNotResolveIsALine() {
    CommandRun run = CommandRun.of("dev.loosethread:no-such-thing:1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines())
        .containsExactly("error: dev.loosethread:no-such-thing:1: cannot be resolved");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--patterns=NoSuchPattern|--patterns NoSuchPattern: no such bug pattern",
        "--encoding=no-such|--encoding no-such: no such encoding",
        "--threads=0|--threads 0: at least 1 is needed",
        "--update-baseline|--update-baseline needs --baseline FILE",
        "--allow-dirty|--allow-dirty says something about --fix only",
        "--include=[|'[': not a glob: ",
        "--json=no/such/folder/a.json|no/such/folder/a.json: no such folder",
        "--baseline=missing.json|missing.json: no such baseline; --update-baseline writes it",
        "--catalogue=missing.catalogue|catalogue missing.catalogue: ",
        "--no-such-option|Unknown option: '--no-such-option'",
        "--fail-on=green|Invalid value for option '--fail-on'",
      })
  void aWrongOptionIsOneLine(String optionAndMessage) {
    String[] parts = optionAndMessage.split("\\|");

    CommandRun run = CommandRun.of(sources, parts[0]);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.errors()).startsWith("error: " + parts[1]);
  }

  @Test
  void aBrokenBaselineIsOneLineAndIsLeftAlone() throws IOException {
    for (String text :
        new String[] {"{", "[]", "{\"loosethreadBaseline\":2}", "{\"loosethreadBaseline\":1}"}) {
      Path baseline = Files.writeString(folder.resolve("baseline.json"), text);

      CommandRun run = CommandRun.of(sources, "--baseline", baseline);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errorLines()).hasSize(1);
      assertThat(run.errors()).contains("not a baseline");
      assertThat(Files.readString(baseline)).isEqualTo(text);
    }
  }

  @Test
  void whatIsNoBaselineIsNotOverwritten() throws IOException {
    Path file = sources.resolve("src/main/java/app/Reaper.java");

    CommandRun run = CommandRun.of(sources, "--baseline", file, "--update-baseline");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(Files.readString(file)).isEqualTo(LEAKY);
  }

  @Test
  void aBaselineIsNotUpdatedFromAPartOfTheCode() throws IOException {
    Path baseline = folder.resolve("baseline.json");
    CommandRun.of(sources, "--baseline", baseline, "--update-baseline");
    String before = Files.readString(baseline);
    Audited.write(sources, "src/main/java/app/Reaper.java", "class {");

    CommandRun run = CommandRun.of(sources, "--baseline", baseline, "--update-baseline");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("is left as it was, since not everything was audited");
    assertThat(Files.readString(baseline)).isEqualTo(before);
  }

  @Test
  void onlyOneReportGoesToStandardOutput() {
    assertThat(CommandRun.of(sources, "--json", "-", "--sarif", "-").errors())
        .isEqualTo("error: only one report can go to standard output" + System.lineSeparator());
  }

  @Test
  void anInterruptedAuditWritesNothing() {
    Thread.currentThread().interrupt();

    CommandRun run = CommandRun.of(sources, "--json", folder.resolve("a.json"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("a.json")).doesNotExist();
    assertThat(Thread.interrupted()).isFalse();
  }
}
