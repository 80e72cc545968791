package dev.loosethread.bench.operators;

import java.util.Set;
import java.util.function.Consumer;

/** Undoes one kind of thing that keeps threads from leaking. */
public interface Operator {
  /** In lower case with dashes, as tables have it. */
  String name();

  /** The names of the bug patterns that say what this operator does, such as UnguardedStart. */
  Set<String> fitting();

  /** Tells the consumer of every place in the file, in the order of the source. */
  void find(SourceUnit unit, Consumer<Candidate> candidates);
}
