package dev.loosethread.bench.operators;

import java.util.ArrayList;
import java.util.List;

/** All mutation operators. */
public final class Operators {
  private Operators() {}

  /** Each of them once, in the order in which tables show them. */
  public static List<Operator> all() {
    List<Operator> all = new ArrayList<>(ReleaseOperators.all());
    all.addAll(FlowOperators.all());
    return List.copyOf(all);
  }
}
