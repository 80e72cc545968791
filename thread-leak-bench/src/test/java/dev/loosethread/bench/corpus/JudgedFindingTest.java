package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.bench.corpus.CheckedLibrary.Found;
import dev.loosethread.bench.corpus.JudgedFinding.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedFindingTest {
  private static JudgedFinding row(String row) {
    return JudgedFinding.parse(List.of(JudgedFinding.HEADER, row)).get(0);
  }

  private static CheckedLibrary library(Found... findings) {
    return new CheckedLibrary(
        "a:b:1", List.of("x/Pump.java"), List.of("x/Left.java"), 100, List.of(findings), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "x/Pump.java, 13, UnguardedStart, STANDS",
    "x/Pump.java, 7, UnguardedStart, STANDS",
    "x/Pump.java, 14, UnguardedStart, GONE",
    "x/Pump.java, 10, UnownedThread, GONE",
    "x/BigPump.java, 10, UnguardedStart, GONE"
  })
  void itStandsIfThePatternIsReportedNearby(String file, int line, String pattern, State expected) {
    JudgedFinding judged = row("a:b:1\tPump.java\t10\tUnguardedStart\tT\twhy");

    assertThat(judged.state(Optional.of(library(new Found(file, line, pattern, "m")))))
        .isEqualTo(expected);
  }

  @Test
  void whatWasNotCompiledIsNotJudged() {
    JudgedFinding left = row("a:b:1\tLeft.java\t10\tUnguardedStart\tF\twhy");

    assertThat(left.state(Optional.of(library()))).isEqualTo(State.NOT_JUDGED);
    assertThat(left.state(Optional.empty())).isEqualTo(State.NOT_JUDGED);
    assertThat(left.isRight(State.NOT_JUDGED)).isFalse();
  }

  @Test
  void ofTwoFilesWithOneNameBothMustCompileUnlessItIsReported() {
    JudgedFinding judged = row("a:b:1\tPump.java\t10\tUnguardedStart\tF\twhy");
    List<String> left = List.of("y/Pump.java");
    Found found = new Found("x/Pump.java", 10, "UnguardedStart", "m");
    List<String> files = List.of("x/Pump.java");

    assertThat(
            judged.state(
                Optional.of(new CheckedLibrary("a:b:1", files, left, 100, List.of(), List.of()))))
        .isEqualTo(State.NOT_JUDGED);
    assertThat(
            judged.state(
                Optional.of(
                    new CheckedLibrary("a:b:1", files, left, 100, List.of(found), List.of()))))
        .isEqualTo(State.STANDS);
  }

  @Test
  void aFalseOneShouldBeGoneAndOthersShouldStand() {
    assertThat(row("a:b:1\tP.java\t1\tX\tF\t").isRight(State.GONE)).isTrue();
    assertThat(row("a:b:1\tP.java\t1\tX\tF\t").isRight(State.STANDS)).isFalse();
    assertThat(row("a:b:1\tP.java\t1\tX\tM\t").isRight(State.STANDS)).isTrue();
    assertThat(row("a:b:1\tP.java\t1\tX\tT\t").isRight(State.GONE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b\tP.java\t1\tX\tF\twhy",
        "a:b:1\tP.java\tone\tX\tF\twhy",
        "a:b:1\tP.java\t1\tX\tG\twhy",
        "a:b:1\tP.java\t1\tX\tF"
      })
  void aRowThatIsNoneIsToldWithItsLine(String row) {
    assertThatThrownBy(() -> row(row))
        .hasMessageStartingWith("line 2 of the table is not: library");
  }

  @Test
  void withoutItsHeaderItIsNoTable() {
    assertThatThrownBy(() -> JudgedFinding.parse(List.of("a:b:1\tP.java\t1\tX\tF\twhy")))
        .hasMessageStartingWith("the first line is not: library TAB file");
  }
}
