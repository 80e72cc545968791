package dev.loosethread.model.facts;

import java.util.List;
import java.util.Optional;

/**
 * What code of the same compilation, but outside the top-level class, does with its members.
 * Answered on demand, since it is only asked about what looks like a finding.
 */
public interface CompilationView {
  /**
   * Facts of the other visible top-level classes that name this field: those of the same package,
   * and the superclasses' and subclasses' that are compiled together with it. Never null.
   */
  List<ClassFacts> accessesTo(FieldKey field);

  /** Facts of a supertype's top-level class when its source is part of the compilation. */
  List<ClassFacts> superclassesOf(String type);

  /** Facts of the other top-level class that a type is declared in, if its source is visible. */
  default Optional<ClassFacts> declaring(String type) {
    return Optional.empty();
  }

  /** Nothing else is visible. */
  CompilationView NOTHING =
      new CompilationView() {
        @Override
        public List<ClassFacts> accessesTo(FieldKey field) {
          return List.of();
        }

        @Override
        public List<ClassFacts> superclassesOf(String type) {
          return List.of();
        }
      };
}
