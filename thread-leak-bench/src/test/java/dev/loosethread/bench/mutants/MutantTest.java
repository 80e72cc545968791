package dev.loosethread.bench.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.bench.operators.Lines;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantTest {
  private static final Mutant MUTANT =
      new Mutant(
          Mutant.id("release-deleted", "p/q/Worker.java", 12, 5),
          "release-deleted",
          "p/q/Worker.java",
          12,
          "pool.shutdown();",
          List.of(new Lines(3, 3), new Lines(10, 14)));

  @Test
  void isReadAsItWasWritten() {
    assertThat(Mutant.parse(MUTANT.toLine())).isEqualTo(MUTANT);
  }

  @Test
  void somethingElseIsNoMutant() {
    assertThatThrownBy(() -> Mutant.parse("a\tb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a mutant: a\tb");
  }

  @Test
  void filesOfOneNameHaveMutantsOfDifferentNames() {
    assertThat(Mutant.id("o", "p/A.java", 1, 1)).isNotEqualTo(Mutant.id("o", "q/A.java", 1, 1));
    assertThat(Mutant.originalId("p/A.java")).isNotEqualTo(Mutant.originalId("q/A.java"));
  }

  @Test
  void aFindingIsAtItIfItStandsOnAnAnchor() {
    assertThat(MUTANT.isAt(3)).isTrue();
    assertThat(MUTANT.isAt(14)).isTrue();
    assertThat(MUTANT.isAt(4)).isFalse();
    assertThat(MUTANT.isAt(0)).isFalse();
  }
}
