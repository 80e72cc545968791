package dev.loosethread.model.index;

import java.util.function.Function;

/**
 * Names an analysis of one class and says how to make it.
 *
 * <p>Each analysis declares its own key as a constant, and {@link ClassIndex#get} makes the
 * analysis when it is first asked for. So the index knows none of them, as javac's {@code Context}
 * knows none of the compiler's parts.
 *
 * @param <T> the type of the analysis
 */
public final class AnalysisKey<T> {
  private final Function<ClassIndex, T> maker;

  private AnalysisKey(Function<ClassIndex, T> maker) {
    this.maker = maker;
  }

  /**
   * A new key, different from every other one.
   *
   * @param maker makes the analysis of a class; called at most once for each index
   */
  public static <T> AnalysisKey<T> of(Function<ClassIndex, T> maker) {
    return new AnalysisKey<>(maker);
  }

  T make(ClassIndex index) {
    return maker.apply(index);
  }
}
