package dev.loosethread.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.operators.Operator;
import dev.loosethread.bench.operators.Operators;
import dev.loosethread.bench.score.ReadSurvivors;
import dev.loosethread.workbench.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the folder of benchmarks says about the bench and its libraries. */
class BenchmarksFolderTest {
  private static final Path FOLDER = Build.root().resolve("benchmarks");

  private final List<LibraryList.Entry> libraries =
      LibraryList.read(FOLDER.resolve("libraries.tsv"));

  @Test
  void everyOperatorIsExplainedInTheOrderOfTheTables() throws IOException {
    List<String> explained =
        Pattern.compile("^\\| `([a-z-]+)` \\| ", Pattern.MULTILINE)
            .matcher(Files.readString(FOLDER.resolve("README.md")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(explained)
        .containsExactlyElementsOf(Operators.all().stream().map(Operator::name).toList());
  }

  @Test
  void aLibraryIsListedOnceAndAGroupBelongsToOneHalf() {
    Map<String, Boolean> halves = new HashMap<>();

    assertThat(libraries).extracting(LibraryList.Entry::library).doesNotHaveDuplicates();
    for (LibraryList.Entry entry : libraries) {
      String group = entry.library().group();
      assertThat(halves.merge(group, entry.isTest(), (one, other) -> one))
          .as(group)
          .isEqualTo(entry.isTest());
    }
  }

  @Test
  void whatWasReadIsOfTheDevelopmentHalf() {
    Set<String> test =
        libraries.stream()
            .filter(LibraryList.Entry::isTest)
            .map(entry -> entry.library().toString())
            .collect(Collectors.toSet());

    assertThat(ReadSurvivors.read(FOLDER.resolve("survivors.tsv")))
        .hasSizeGreaterThan(100)
        .noneMatch(entry -> test.contains(entry.library()));
  }

  @Test
  void theRatchetIsMadeOfLibrariesThatMayBeRead() throws IOException {
    Path ratchet = Build.root().resolve("thread-leak-bench/src/test/resources/ratchet.tsv");
    Map<String, Boolean> isTest =
        libraries.stream()
            .collect(Collectors.toMap(e -> e.library().toString(), LibraryList.Entry::isTest));

    assertThat(RatchetRecord.parse(Files.readAllLines(ratchet)).mutants())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(isTest.get(entry.library().toString())).isFalse());
  }
}
