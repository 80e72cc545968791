package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowOperatorsTest {
  @Test
  void eachHasANameOfItsOwnAndFittingPatterns() {
    assertThat(FlowOperators.all()).extracting(Operator::name).doesNotHaveDuplicates().hasSize(10);
    assertThat(FlowOperators.all())
        .allSatisfy(
            operator -> {
              assertThat(operator.name()).matches("[a-z]+(-[a-z]+)+");
              assertThat(operator.fitting()).isNotEmpty();
            });
  }

  @Test
  void codeWithoutThreadsHasNoCandidates() {
    String source =
        """
        class Plain {
          boolean open;

          int close(List<String> all) {
            int count = 0;
            for (String each : all) {
              if (each.isEmpty()) break;
              count++;
            }
            open = false;
            return count;
          }
        }
        """;
    assertThat(FlowOperators.all()).allSatisfy(o -> assertThat(Mutants.of(o, source)).isEmpty());
  }
}
