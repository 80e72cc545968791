package dev.loosethread.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.judges.Finding;
import dev.loosethread.bench.mutants.Mutant;
import dev.loosethread.bench.operators.Lines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FateTest {
  private static final Mutant MUTANT =
      new Mutant("o.A.1.2.3", "o", "A.java", 10, "x", List.of(new Lines(10, 12)));
  private static final Finding HERE = new Finding("Fits", 11, true);
  private static final Finding PREVIEW = new Finding("Fits", 11, false);
  private static final Finding THERE = new Finding("Fits", 40, true);
  private static final Finding OTHER = new Finding("FitsNot", 11, true);

  private static Fate fate(List<Finding> original, List<Finding> mutated) {
    return Fate.of(MUTANT, Set.of("Fits"), Optional.of(original), Optional.of(mutated));
  }

  @Test
  void aFittingFindingAtThePlaceKills() {
    assertThat(fate(List.of(), List.of(OTHER, HERE))).isEqualTo(Fate.KILLED);
    assertThat(fate(List.of(THERE), List.of(THERE, HERE))).isEqualTo(Fate.KILLED);
  }

  @Test
  void aPatternInPreviewIsCountedApart() {
    assertThat(fate(List.of(), List.of(PREVIEW))).isEqualTo(Fate.KILLED_BY_PREVIEW);
    assertThat(fate(List.of(), List.of(PREVIEW, HERE))).isEqualTo(Fate.KILLED);
  }

  @Test
  void whatStoodThereBeforeKillsNothing() {
    assertThat(fate(List.of(HERE), List.of(HERE))).isEqualTo(Fate.STOOD_BEFORE);
    assertThat(fate(List.of(PREVIEW), List.of(HERE))).isEqualTo(Fate.STOOD_BEFORE);
  }

  @Test
  void anotherPatternOrAnotherPlaceDoesNotKill() {
    assertThat(fate(List.of(), List.of(OTHER))).isEqualTo(Fate.SURVIVED);
    assertThat(fate(List.of(), List.of(THERE))).isEqualTo(Fate.FOUND_ELSEWHERE);
    assertThat(fate(List.of(THERE), List.of(THERE))).isEqualTo(Fate.SURVIVED);
  }

  @Test
  void whereTheJudgeFailedNothingIsKnown() {
    assertThat(Fate.of(MUTANT, Set.of("Fits"), Optional.empty(), Optional.of(List.of(HERE))))
        .isEqualTo(Fate.NOT_JUDGED);
    assertThat(Fate.ofPeer(Optional.of(List.of()), Optional.empty())).isEqualTo(Fate.NOT_JUDGED);
  }

  @Test
  void anyNewFindingOfAPeerKills() {
    assertThat(Fate.ofPeer(Optional.of(List.of(OTHER)), Optional.of(List.of(OTHER, THERE))))
        .isEqualTo(Fate.KILLED);
    assertThat(Fate.ofPeer(Optional.of(List.of(OTHER)), Optional.of(List.of(OTHER))))
        .isEqualTo(Fate.SURVIVED);
  }

  @Test
  void aSecondFindingOfTheSameRuleOnALineIsNew() {
    assertThat(Fate.ofPeer(Optional.of(List.of(OTHER)), Optional.of(List.of(OTHER, OTHER))))
        .isEqualTo(Fate.KILLED);
    assertThat(Fate.ofPeer(Optional.of(List.of(OTHER, OTHER)), Optional.of(List.of(OTHER))))
        .isEqualTo(Fate.SURVIVED);
  }

  @Test
  void onlyWhatCouldBeKilledCounts() {
    Tally tally = new Tally();
    for (Fate fate : Fate.values()) {
      tally.add(fate);
    }

    assertThat(tally.counted()).isEqualTo(4);
    assertThat(tally.killed()).isEqualTo(1);
    assertThat(tally.killedByAny()).isEqualTo(2);
    assertThat(tally.percent(tally.killed())).isEqualTo("25 %");
    assertThat(new Tally().percent(0)).isEqualTo("-");
  }
}
