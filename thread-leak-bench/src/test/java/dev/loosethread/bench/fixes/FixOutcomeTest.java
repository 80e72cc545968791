package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixOutcomeTest {
  private static Found found(int line, String place, Fix fix) {
    return new Found("A.java", line, place, "UnguardedStart", "in line " + line, fix);
  }

  private static FixOutcome outcome(List<Found> before, List<Found> after) {
    return FixOutcome.of(
        new FixedLibrary("a:b:1", 10, before, after, List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void aFixedFindingThatIsReportedAtAnotherLineIsStillThere() {
    Found after = found(12, "A.start()", Fix.OWN);

    FixOutcome outcome = outcome(List.of(found(7, "A.start()", Fix.OWN)), List.of(after));

    assertThat(outcome.stillThere()).containsExactly(after);
    assertThat(outcome.isNew()).isEmpty();
  }

  @Test
  void aFindingWithoutAFixMayStay() {
    FixOutcome outcome =
        outcome(
            List.of(found(7, "A.start()", Fix.NONE), found(20, "A.begin()", Fix.OWN)),
            List.of(found(9, "A.start()", Fix.NONE)));

    assertThat(outcome.stillThere()).isEmpty();
    assertThat(outcome.isNew()).isEmpty();
  }

  @Test
  void ofSeveralInOneMethodOnlyAsManyMayStayAsHaveNoFix() {
    List<Found> before =
        List.of(
            found(7, "A.start()", Fix.NONE),
            found(8, "A.start()", Fix.OWN),
            found(9, "A.start()", Fix.ANOTHERS));

    assertThat(outcome(before, List.of(found(8, "A.start()", Fix.NONE))).stillThere()).isEmpty();
    assertThat(
            outcome(
                    before,
                    List.of(found(8, "A.start()", Fix.NONE), found(9, "A.start()", Fix.NONE)))
                .stillThere())
        .hasSize(1);
  }

  @Test
  void whatOnlyTheChangedCodeHasIsNew() {
    Found elsewhere = found(30, "A.close()", Fix.NONE);
    Found one = found(7, "A.start()", Fix.NONE);

    FixOutcome outcome = outcome(List.of(one), List.of(one, one, elsewhere));

    assertThat(outcome.isNew()).containsExactly(one, elsewhere);
    assertThat(outcome.stillThere()).isEmpty();
  }
}
