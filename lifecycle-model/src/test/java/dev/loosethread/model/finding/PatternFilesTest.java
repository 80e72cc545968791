package dev.loosethread.model.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What repeats a pattern is made from it; {@code -Ddocs.update=true} writes it anew. The test
 * stands in the first module of the build, so that the others are compiled from what it has
 * written.
 */
class PatternFilesTest {
  @Test
  void spotBugsDescribesThePatterns() throws IOException {
    GeneratedFile.hold(SpotBugsFiles.FOLDER.resolve("findbugs.xml"), SpotBugsFiles.findbugs());
  }

  @Test
  void spotBugsRanksThePatterns() throws IOException {
    GeneratedFile.hold(SpotBugsFiles.FOLDER.resolve("bugrank.txt"), SpotBugsFiles.bugrank());
  }

  @Test
  void spotBugsSaysWhatThePagesSay() throws IOException {
    GeneratedFile.hold(SpotBugsFiles.FOLDER.resolve("messages.xml"), SpotBugsFiles.messages());
  }

  @Test
  void readmeListsThePatterns() throws IOException {
    String title = "| pattern | what it finds | fix |\n|---|---|---|\n";
    GeneratedFile.holdPart(
        GeneratedFile.ROOT.resolve("README.md"),
        title,
        "\nAll are warnings ",
        Arrays.stream(Pattern.values()).map(PatternFilesTest::row).collect(Collectors.joining()));
  }

  private static String row(Pattern pattern) {
    return "| [%s](docs/bugpattern/%s.md) | %s | %s |\n"
        .formatted(
            pattern.patternName(),
            pattern.patternName(),
            pattern.summary(),
            pattern.fix() + remark(pattern));
  }

  private static String remark(Pattern pattern) {
    if (pattern.isApplicationOnly()) {
      return " (SpotBugs only, low priority)";
    }
    return pattern.isPreview() ? " (preview)" : "";
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void pageHasThePatternsSummaryAndItsPrograms(Pattern pattern) throws IOException {
    PageFile page = new PageFile(pattern);
    GeneratedFile.hold(page.path(), page.renewed());
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void errorProneHasAChecker(Pattern pattern) throws IOException {
    if (!pattern.isApplicationOnly()) {
      GeneratedFile.hold(CheckerFile.path(pattern), CheckerFile.text(pattern));
    }
  }

  @Test
  void errorProneHasNoCheckerOfAPatternThatIsGone() throws IOException {
    Set<Path> checkers =
        Pattern.inOneClass().stream().map(CheckerFile::path).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(CheckerFile.FOLDER)) {
      for (Path file : files.filter(Predicate.not(checkers::contains)).toList()) {
        assertThat(GeneratedFile.read(file))
            .withFailMessage(
                "%s is the checker of no pattern: delete it.", GeneratedFile.ROOT.relativize(file))
            .doesNotStartWith(CheckerFile.HEADER);
      }
    }
  }
}
