package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseOperatorsTest {
  @Test
  void haveNamesOfTheirOwn() {
    assertThat(ReleaseOperators.all())
        .extracting(Operator::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)+"));
  }

  @Test
  void sayWhatFindsThem() {
    assertThat(ReleaseOperators.all())
        .allSatisfy(operator -> assertThat(operator.fitting()).isNotEmpty());
  }
}
