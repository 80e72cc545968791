package dev.loosethread.fixes.release;

import com.sun.source.tree.Tree;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.finding.Remedy.EndPlace;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The statements that release one owner in an end method.
 *
 * @param field the field that holds the owner; empty if the plan declares it
 */
record ReleaseStep(Turn turn, Code code, Optional<FieldKey> field, EndPlace place) {
  /** When an owner is released: what hands out work ends before what does it. */
  enum Turn {
    /** Only tells a task to stop, and waits for nothing. */
    SIGNAL,
    SOURCE_OF_WORK,
    POOL,
    OTHER
  }

  static Set<Tree> after(List<ReleaseStep> steps) {
    return steps.stream()
        .flatMap(step -> step.place().after().stream())
        .map(Sites::tree)
        .collect(Collectors.toSet());
  }

  static Code code(List<ReleaseStep> steps, Predicate<Turn> turns) {
    return inOrder(steps).stream()
        .filter(s -> turns.test(s.turn()))
        .map(ReleaseStep::code)
        .reduce(Code.NONE, Code::then);
  }

  /** By their turns, but what uses another owner before that owner. */
  private static Set<ReleaseStep> inOrder(List<ReleaseStep> steps) {
    List<ReleaseStep> byTurn =
        steps.stream().sorted(Comparator.comparing(ReleaseStep::turn)).toList();
    Set<ReleaseStep> ordered = new LinkedHashSet<>();
    byTurn.forEach(step -> add(step, byTurn, ordered, new HashSet<>()));
    return ordered;
  }

  private static void add(
      ReleaseStep step, List<ReleaseStep> all, Set<ReleaseStep> ordered, Set<ReleaseStep> waiting) {
    if (!waiting.add(step)) {
      return;
    }
    for (ReleaseStep other : all) {
      if (other.field().filter(step.place().users()::contains).isPresent()) {
        add(other, all, ordered, waiting);
      }
    }
    ordered.add(step);
  }
}
