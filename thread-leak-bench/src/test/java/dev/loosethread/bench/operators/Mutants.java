package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

/** What an operator makes of a small source without imports. */
final class Mutants {
  private static final String IMPORTS =
      "import java.util.*; import java.util.concurrent.*; import java.util.concurrent.atomic.*; ";

  private Mutants() {}

  /** The mutated sources, one for each candidate. */
  static List<String> of(Operator operator, String source) {
    List<Mutation> mutations = Mutation.of(operator, IMPORTS + source);
    assertThat(mutations).allSatisfy(m -> assertThat(m.mutated()).isNotEqualTo(m.source()));
    return mutations.stream().map(m -> m.mutated().substring(IMPORTS.length())).toList();
  }

  /** The lines of the anchors of the only candidate, as the source has them. */
  static List<String> anchored(Operator operator, String source) {
    List<String> lines = source.lines().toList();
    List<Lines> anchors = Mutation.single(operator, IMPORTS + source).candidate().anchors();
    return IntStream.rangeClosed(1, lines.size())
        .filter(line -> anchors.stream().anyMatch(range -> range.contains(line)))
        .mapToObj(line -> lines.get(line - 1).strip())
        .toList();
  }
}
