package dev.loosethread.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.bench.mutants.Mutant;
import dev.loosethread.bench.operators.Lines;
import dev.loosethread.bench.score.ReadSurvivors.Reason;
import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantTablesTest {
  @TempDir Path work;

  private static Scored scored(String id, boolean isTest, Fate fate) {
    String operator = id.substring(0, id.indexOf('.'));
    Mutant mutant = new Mutant(id, operator, "A.java", 1, "x", List.of(new Lines(1, 1)));
    return new Scored("g:a:1", isTest, mutant, Map.of("judge", fate), fate == Fate.SURVIVED);
  }

  private static MutantTables tables() {
    return new MutantTables(
        List.of("judge"),
        List.of("one", "two", "none"),
        List.of(
            scored("one.1", false, Fate.KILLED),
            scored("one.2", false, Fate.SURVIVED),
            scored("one.3", false, Fate.SURVIVED),
            scored("one.4", false, Fate.STOOD_BEFORE),
            scored("two.1", false, Fate.KILLED_BY_PREVIEW),
            scored("two.2", true, Fate.KILLED)));
  }

  @Test
  void eachOperatorHasARowWithWhatIsKilledOfIt() {
    assertThat(tables().byOperator(s -> !s.isTest()))
        .endsWith(
            "| one | 4 | 33 % |", "| two | 1 | 0 % (100 %) |", "| **all** | 5 | 25 % (50 %) |");
  }

  @Test
  void theHalvesStandSideBySide() {
    assertThat(tables().halves()).endsWith("| judge | 25 % of 4 | 100 % of 1 | -75 |");
  }

  @Test
  void equivalentMutantsAreTakenOutInProportion() {
    List<String> lines =
        tables()
            .reasons(
                List.of(
                    new ReadSurvivors.Entry("g:a:1", "one.2", Reason.EQUIVALENT, ""),
                    new ReadSurvivors.Entry("g:a:1", "one.1", Reason.MISS, "killed since"),
                    new ReadSurvivors.Entry("g:a:1", "one.4", Reason.MISS, "counts no more")));

    assertThat(lines.get(2)).startsWith("| one | 1 | 1 |").endsWith("| 0 | 100 % |");
  }

  @Test
  void greenPlacesOfSurvivorsAreCounted() {
    assertThat(tables().greenSurvivors(scored -> true)).isEqualTo(2);
  }

  @Test
  void readSurvivorsAreReadFromATable() throws IOException {
    Path table =
        Files.writeString(
            work.resolve("read.tsv"),
            "library\tmutant\treason\tnote\ng:a:1\tone.2\tHANDED_ON\tto a registry\n");

    assertThat(ReadSurvivors.read(table))
        .containsExactly(
            new ReadSurvivors.Entry("g:a:1", "one.2", Reason.HANDED_ON, "to a registry"));
  }

  @Test
  void whatIsNoSuchTableIsToldWithItsLine() throws IOException {
    Path table = Files.writeString(work.resolve("read.tsv"), "header\ng:a:1\tone.2\tODD\t\n");

    assertThatThrownBy(() -> ReadSurvivors.read(table))
        .isInstanceOf(Failure.class)
        .hasMessage(table + ":2: no such reason: ODD");
  }
}
