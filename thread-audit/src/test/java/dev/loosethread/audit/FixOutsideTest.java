package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that a project or a link points to, outside of what the user named. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "where links need a privilege")
class FixOutsideTest {
  private static final String LEAKY =
      """
      class Reaper implements AutoCloseable {
        private final java.util.Timer timer = new java.util.Timer();
        private final java.util.Timer other = new java.util.Timer();
        public void close() {
          other.cancel();
        }
      }
      """;

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>app</groupId><artifactId>%s</artifactId><version>1</version>
        <packaging>%s</packaging>%s
      </project>
      """;

  @TempDir Path folder;
  private Path target;
  private Path outside;

  @BeforeEach
  void write() {
    target = folder.resolve("target-folder");
    outside = Audited.write(folder, "elsewhere/Reaper.java", LEAKY);
    Audited.write(target, "sub/Own.java", LEAKY.replace("Reaper", "Own"));
  }

  private void writePom(String more) {
    Audited.write(target, "pom.xml", POM.formatted("app", "jar", more));
  }

  private String text(Path file) throws IOException {
    return Files.readString(file);
  }

  private void assertLeftAlone() throws IOException {
    CommandRun audit = CommandRun.of(target);
    assertThat(audit.exitCode()).isZero();
    assertThat(audit.output()).contains("RED 1");
    assertThat(audit.errors()).contains("note: audited, but never fixed", "Reaper.java");

    CommandRun fix = CommandRun.of(target, "--fix", "--allow-dirty", "--quiet");
    assertThat(fix.exitCode()).isZero();
    assertThat(fix.errorLines()).hasSize(1);
    assertThat(fix.errors())
        .startsWith("note: not fixed, as outside of the targets: ")
        .contains("Reaper.java; --fix-outside fixes them too");
    assertThat(text(outside)).isEqualTo(LEAKY);
    assertThat(CommandRun.of(target, "--patch", "-").output()).doesNotContain("class Reaper");

    assertThat(CommandRun.of(target, "--fix", "--fix-outside", "--allow-dirty").errors()).isEmpty();
    assertThat(text(outside)).contains("timer.cancel();");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../elsewhere", "sub/../../elsewhere", "${project.basedir}/../elsewhere"})
  void aSourceDirectoryElsewhereIsLeftAlone(String path) throws IOException {
    writePom("<build><sourceDirectory>" + path + "</sourceDirectory></build>");

    assertLeftAlone();
  }

  @Test
  void anAbsoluteSourceDirectoryIsLeftAlone() throws IOException {
    writePom("<build><sourceDirectory>" + outside.getParent() + "</sourceDirectory></build>");

    assertLeftAlone();
  }

  @Test
  void aLinkToAFolderElsewhereIsLeftAlone() throws IOException {
    writePom("<build><sourceDirectory>linked</sourceDirectory></build>");
    Files.createSymbolicLink(target.resolve("linked"), outside.getParent());

    assertLeftAlone();
  }

  @Test
  void aLinkToAFileElsewhereIsLeftAloneAndStaysALink() throws IOException {
    Files.delete(target.resolve("sub/Own.java"));
    Path link = Files.createSymbolicLink(target.resolve("Reaper.java"), outside);

    assertLeftAlone();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aModuleElsewhereIsLeftAlone() throws IOException {
    Audited.write(
        target,
        "pom.xml",
        POM.formatted("app", "pom", "<modules><module>../elsewhere</module></modules>"));
    Audited.write(
        folder,
        "elsewhere/pom.xml",
        POM.formatted("other", "jar", "<build><sourceDirectory>.</sourceDirectory></build>"));

    assertLeftAlone();
  }

  @Test
  void whatIsNamedIsFixedWhereverItIs() throws IOException {
    Path own = target.resolve("sub/Own.java");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    CommandRun run = CommandRun.of(link, outside, "--fix", "--allow-dirty");

    assertThat(run.errors()).isEmpty();
    assertThat(text(own)).contains("timer.cancel();");
    assertThat(text(outside)).contains("timer.cancel();");
  }

  @Test
  void aFileWithTwoNamesIsFixedOnce() throws IOException {
    Path own = target.resolve("sub/Own.java");
    Files.createSymbolicLink(target.resolve("Again.java"), own);

    String patch = CommandRun.of(target, "--patch", "-").output();
    CommandRun run = CommandRun.of(target, "--fix", "--allow-dirty");

    assertThat(run.output()).contains("fixed 1 files");
    assertThat(patch.lines().filter(line -> line.startsWith("+++")))
        .containsExactly("+++ b/sub/Own.java");
    assertThat(target.resolve("Again.java")).isSymbolicLink();
    assertThat(text(own)).containsOnlyOnce("timer.cancel();");
  }

  @Test
  void aPatchOfWhatIsOutsideIsAppliedFromTheRoot() throws IOException {
    Files.createSymbolicLink(target.resolve("Reaper.java"), outside);
    Path patch = folder.resolve("all.patch");
    CommandRun.of(target, "--exclude", "sub/**", "--patch", patch, "--fix-outside", "--quiet");

    Git.run(Path.of("/"), "apply", patch.toString());

    assertThat(text(outside)).contains("timer.cancel();");
    assertThat(target.resolve("Reaper.java")).isSymbolicLink();
  }

  @Test
  void nothingIsFixedIfOneFileIsNotWhatItWas() throws IOException {
    Path own = target.resolve("sub/Own.java");
    String before = text(own);
    List<FixedFile> files =
        List.of(
            new FixedFile(own, "Own.java", StandardCharsets.UTF_8, before, "fixed"),
            new FixedFile(outside, "Reaper.java", StandardCharsets.UTF_8, "other", "fixed"));

    Assertions.assertThatThrownBy(() -> new Fixer(true).apply(files))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("Reaper.java: was changed meanwhile, and nothing is fixed");
    assertThat(text(own)).isEqualTo(before);
  }

  @Test
  void aReportIsWrittenWhereALinkLeads() throws IOException {
    Path file = Files.writeString(folder.resolve("report.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

    CommandRun.of(target, "--json", link, "--quiet");

    assertThat(link).isSymbolicLink();
    assertThat(text(file)).contains("\"schemaVersion\"");
  }

  @Test
  void aLibraryIsFixedInAPatchOnly() {
    FixedFile file = new FixedFile(outside, "a/B.java", StandardCharsets.UTF_8, LEAKY, "fixed");
    FixScope scope = new FixScope(List.of(), List.of(outside.getParent()), Path::toString);

    Fixes fixes = new Fixes(scope.sorted(List.of(file)), List.of(), Path::toString, true);

    assertThat(fixes.forSources()).isEmpty();
    assertThat(fixes.forPatch()).containsExactly(file);
    assertThat(fixes.notes(true, false))
        .containsExactly("a published library is not fixed; --patch writes its fixes");
  }

  @Test
  void saysWhatItIsFor() {
    assertThat(CommandRun.of(target, "--fix-outside").errors())
        .startsWith("error: --fix-outside says something about --fix and --patch only");
  }
}
