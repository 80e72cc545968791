package dev.loosethread.model.index;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Looks at the code of the superclasses of a class, which the compilation may show. */
public final class Superclasses {
  private static final String OBJECT = "java.lang.Object";

  private Superclasses() {}

  /**
   * Returns the name of the first superclass except {@code Object} that matches, or whose code is
   * not visible; empty if there is none.
   *
   * @param matches gets the facts that declare a superclass, and its name
   */
  public static Optional<String> firstUnseenOr(
      ClassIndex index, TypeFacts type, BiPredicate<ClassFacts, String> matches) {
    String name = type.superclass();
    if (name.equals(OBJECT)) {
      return Optional.empty();
    }
    List<ClassFacts> visible =
        new ArrayList<>(index.facts().compilation().superclassesOf(type.name()));
    visible.add(index.facts());
    while (!name.equals(OBJECT)) {
      String superclass = name;
      Optional<ClassFacts> facts =
          visible.stream().filter(f -> f.type(superclass).isPresent()).findFirst();
      if (facts.isEmpty() || matches.test(facts.get(), superclass)) {
        return Optional.of(superclass);
      }
      name = facts.get().type(superclass).orElseThrow().superclass();
    }
    return Optional.empty();
  }
}
