package dev.loosethread.model.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The view that one top-level class has of the rest of its compilation: the classes that use its
 * members or declare its types. It is read on demand, since it is only needed for what looks like a
 * finding.
 */
public interface CompilationView {
  /**
   * Returns the facts of the other visible top-level classes that name this field: those of the
   * same package, and the superclasses and subclasses that are compiled together with it.
   */
  List<ClassFacts> accessesTo(FieldKey field);

  /** Returns the facts of the top-level classes of a type's supertypes, as far as visible. */
  List<ClassFacts> superclassesOf(String type);

  /** Returns the facts of the other top-level class that declares a type, if it is visible. */
  default Optional<ClassFacts> declaring(String type) {
    return Optional.empty();
  }

  /**
   * Returns the facts of the top-level class that declares a type, read from its class file. The
   * JDK is no such library: the catalogue describes it, and its code differs between releases.
   *
   * @return empty if there is none, if it is compiled together with this class, or if the engine
   *     has no class files
   */
  default Optional<ClassFacts> ofLibrary(String type) {
    return Optional.empty();
  }

  /**
   * Returns the facts of the other visible top-level classes that may call a method, be it through
   * a subtype or a supertype of its own type.
   *
   * @param naming simple names, of which the code of a class has at least one; any class if there
   *     are none, but for very large ones, which take long to read and are mostly generated
   */
  default List<ClassFacts> callersOf(MethodKey method, Set<String> naming) {
    return List.of();
  }

  /** The view of a class that is compiled alone. */
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
