package dev.loosethread.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.judges.Finding;
import dev.loosethread.bench.judges.Result;
import dev.loosethread.bench.mutants.Mutant;
import dev.loosethread.bench.operators.Lines;
import dev.loosethread.bench.operators.Operators;
import dev.loosethread.bench.score.Fate;
import dev.loosethread.bench.score.Scored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {
  private static final String OPERATOR = Operators.all().get(0).name();

  private static Scored scored(int number, boolean isTest, Fate ours, Fate theirs) {
    Mutant mutant =
        new Mutant(OPERATOR + "." + number, OPERATOR, "A.java", 1, "x", List.of(new Lines(1, 1)));
    return new Scored("g:a:1", isTest, mutant, Map.of("error-prone", ours, "pmd", theirs), false);
  }

  private static final Scored ONLY_THEIRS = scored(1, false, Fate.SURVIVED, Fate.KILLED);

  private static ComparisonPage page() {
    Map<String, Map<String, Result>> results = new LinkedHashMap<>();
    results.put(
        "error-prone",
        Map.of(
            "g:a:1/original.A.0000",
            new Result("ok", 500, List.of(new Finding("UnguardedStart", 3, true)))));
    results.put("pmd", Map.of("u", new Result("error: cannot be read", 1500, List.of())));
    return new ComparisonPage(
        List.of(
            ONLY_THEIRS,
            scored(2, true, Fate.SURVIVED, Fate.KILLED_BY_PREVIEW),
            scored(3, false, Fate.KILLED, Fate.SURVIVED),
            scored(4, false, Fate.KILLED, Fate.KILLED),
            scored(5, false, Fate.STOOD_BEFORE, Fate.KILLED)),
        results);
  }

  @Test
  void eachToolHasAColumnUnderItsUsualName() {
    assertThat(page().lines())
        .contains(
            "| operator | mutants | Loosethread in Error Prone | PMD |",
            "| " + OPERATOR + " | 4 | 50 % | 50 % (75 %) |");
  }

  @Test
  void whatOnlyOneSideFindsIsCounted() {
    assertThat(page().lines()).contains("| PMD | 2 | 1 |");
  }

  @Test
  void whatLoosethreadSaidBeforeCountsForNobody() {
    assertThat(page().lines()).anyMatch(line -> line.contains(", 4 times in 1 libraries"));
  }

  @Test
  void whatATestLibraryHidesIsNotShown() {
    assertThat(page().foundByOthersOnly()).containsExactly(ONLY_THEIRS);
  }

  @Test
  void whatIsSaidOfTheOriginalsIsCounted() {
    assertThat(page().lines())
        .anyMatch(
            line ->
                line.startsWith("| Loosethread in Error Prone | ")
                    && line.contains(" | 1 | 0 of 1 |"));
  }

  @Test
  void failuresAndTimesAreTold() {
    assertThat(page().lines())
        .anyMatch(line -> line.startsWith("| PMD | ") && line.endsWith("| 0 | 1 of 1 | 1.50 |"));
  }
}
