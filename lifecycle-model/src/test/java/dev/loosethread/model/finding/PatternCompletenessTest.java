package dev.loosethread.model.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.loosethread.model.rules.Rule;
import dev.loosethread.model.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Says what is missing of a pattern, of all that is written by hand. */
class PatternCompletenessTest {
  private static final List<String> SECTIONS =
      List.of(
          "The problem",
          "What is flagged",
          "What is not flagged",
          "The fix",
          "Suppression",
          "Configuration",
          "Known gaps");

  /** Where a compiler has nothing to configure. */
  private static final List<String> SECTIONS_OF_APPLICATIONS =
      SECTIONS.stream().filter(title -> !title.equals("Configuration")).toList();

  private static final Path FIXTURES = GeneratedFile.ROOT.resolve("test-fixtures/src");

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void hasAPage(Pattern pattern) {
    PageFile page = new PageFile(pattern);
    if (!page.exists()) {
      fail("%s has no page: write %s.", pattern.patternName(), relative(page.path()));
    }
    List<String> sections = pattern.isApplicationOnly() ? SECTIONS_OF_APPLICATIONS : SECTIONS;
    assertThat(page.sections())
        .withFailMessage("%s needs the sections %s.", relative(page.path()), sections)
        .isEqualTo(sections);
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void pageSaysHowToAskForThePatternAndHowToSuppressIt(Pattern pattern) {
    String name = pattern.patternName();
    List<String> said = new ArrayList<>();
    if (pattern.isApplicationOnly()) {
      said.add("*Only the SpotBugs plugin*");
      said.add("@SuppressFBWarnings(\"" + pattern.spotBugsType() + "\")");
    } else {
      said.add("@SuppressWarnings(\"" + name + "\")");
      said.add("`" + name + "=error`");
      said.add("-Xep:" + name + ":ERROR");
    }
    if (pattern.isPreview() && !pattern.isApplicationOnly()) {
      said.add("*In preview: silent unless you ask for it*");
      said.add("-Xep:" + name + ":WARN");
    }
    PageFile page = new PageFile(pattern);
    assertThat(page.text())
        .withFailMessage("%s has to say each of %s.", relative(page.path()), said)
        .contains(said);
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void pageShowsALeakyProgramAndItsMendedTwin(Pattern pattern) {
    if (pattern.isApplicationOnly()) {
      return;
    }
    PageFile page = new PageFile(pattern);
    List<PageExample> shown = PageExample.in(page.text());
    List<PageExample> pairs =
        shown.stream()
            .filter(example -> example.kind().equals("leaky"))
            .flatMap(leaky -> Stream.of(leaky, new PageExample("mended", leaky.name())))
            .toList();
    if (shown.isEmpty() || !shown.equals(pairs)) {
      fail("%s has to show a leaky program and its mended twin.", relative(page.path()));
    }
    assertThat(page.text().split("```java", -1))
        .withFailMessage("%s has code that is no program of the fixtures.", relative(page.path()))
        .hasSize(1 + shown.size());
  }

  @Test
  void noOtherPageIsThere() throws IOException {
    List<Path> pages =
        Stream.of(Pattern.values()).map(pattern -> new PageFile(pattern).path()).toList();
    try (Stream<Path> files = Files.list(PageFile.FOLDER)) {
      files.forEach(
          file ->
              assertThat(pages)
                  .withFailMessage("%s is the page of no pattern.", relative(file))
                  .contains(file));
    }
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void hasARule(Pattern pattern) {
    if (pattern.isApplicationOnly()) {
      return;
    }
    Path rule =
        Path.of("src/main/java", RuleBook.class.getPackageName().split("\\."))
            .resolve(pattern.patternName() + "Rule.java");
    if (!Files.exists(rule)) {
      fail("%s has no rule: write %s.", pattern.patternName(), relative(rule.toAbsolutePath()));
    }
  }

  @Test
  void ruleIsNamedAfterItsPattern() {
    assertThat(RuleBook.rules())
        .extracting(Rule::pattern)
        .containsExactlyElementsOf(Pattern.inOneClass());
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void ruleHasATestOverHandMadeFacts(Pattern pattern) throws IOException {
    if (pattern.isApplicationOnly()) {
      return;
    }
    String test = pattern.patternName() + "RuleTest.java";
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .withFailMessage("%s has no test of its rule: write %s.", pattern.patternName(), test)
          .contains(test);
    }
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void hasLeakyMendedAndCleanPrograms(Pattern pattern) throws IOException {
    if (pattern.isApplicationOnly()) {
      return;
    }
    for (String kind : List.of("leaky", "mended", "clean")) {
      Path folder =
          FIXTURES.resolve(
              "%s/java/dev/loosethread/fixtures/%s"
                  .formatted(kind, pattern.patternName().toLowerCase(Locale.ROOT)));
      if (!Files.isDirectory(folder) && !(kind.equals("mended") && GeneratedFile.isUpdate())) {
        fail("%s has no %s programs in %s.", pattern.patternName(), kind, relative(folder));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void isInTheChangelog(Pattern pattern) {
    assertThat(GeneratedFile.read(GeneratedFile.ROOT.resolve("CHANGELOG.md")))
        .withFailMessage("CHANGELOG.md does not mention %s.", pattern.patternName())
        .containsPattern("\\b" + pattern.patternName() + "\\b");
  }

  private static Path relative(Path file) {
    return GeneratedFile.ROOT.relativize(file);
  }
}
