package dev.loosethread.bench.operators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Candidates that are found in any order and told in that of the source. */
final class InOrder {
  private final List<Candidate> found = new ArrayList<>();

  void add(Candidate candidate) {
    found.add(candidate);
  }

  void tell(Consumer<Candidate> candidates) {
    found.stream().sorted(Comparator.comparingInt(Candidate::position)).forEach(candidates);
  }
}
