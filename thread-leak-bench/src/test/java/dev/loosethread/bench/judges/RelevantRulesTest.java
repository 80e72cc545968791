package dev.loosethread.bench.judges;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelevantRulesTest {
  @Test
  void rulesThatForbidWhateverTheyMeetAreNone() {
    assertThat(RelevantRules.of("pmd")).contains("CloseResource").doesNotContain("DoNotUseThreads");
  }

  @ParameterizedTest
  @ValueSource(strings = {"errorprone", "spotbugs", "pmd", "ecj", "checker"})
  void eachPeerHasSome(String tool) {
    assertThat(RelevantRules.of(tool)).hasSizeGreaterThan(3).doesNotContain("rule");
  }
}
