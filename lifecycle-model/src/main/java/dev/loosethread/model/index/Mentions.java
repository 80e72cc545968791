package dev.loosethread.model.index;

import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places in a list that name a value, itself or as a part. A class may have thousands of owners
 * and as many calls, so a linear search for each owner would be quadratic.
 */
public final class Mentions {
  /** A value that has no parts. */
  public sealed interface Atom {
    /** A local variable or parameter. */
    record Local(int id) implements Atom {}

    /** The value that a call returns or creates. */
    record Result(int call) implements Atom {}

    /** The value of a field, of any object. */
    record Field(FieldKey key) implements Atom {}
  }

  private final ListsById<Integer> locals = new ListsById<>();
  private final ListsById<Integer> results = new ListsById<>();
  private final Map<FieldKey, List<Integer>> fields = new HashMap<>();

  /** Records the value and its parts at a place; places come in ascending order. */
  void add(Value value, int place) {
    if (value instanceof Value.Local local) {
      locals.add(local.id(), place);
    } else if (value instanceof Value.Result result) {
      results.add(result.call(), place);
    } else if (value instanceof Value.Field field) {
      fields.computeIfAbsent(field.key(), k -> new ArrayList<>(2)).add(place);
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(alternative -> add(alternative, place));
    } else if (value instanceof Value.Element element) {
      add(element.container(), place);
    }
  }

  /** Empty if it has parts, or no number. */
  static Optional<Atom> atomOf(Value value) {
    if (value instanceof Value.Local local && local.id() >= 0) {
      return Optional.of(new Atom.Local(local.id()));
    }
    if (value instanceof Value.Result result && result.call() >= 0) {
      return Optional.of(new Atom.Result(result.call()));
    }
    return value instanceof Value.Field field
        ? Optional.of(new Atom.Field(field.key()))
        : Optional.empty();
  }

  /** In ascending order; a place may occur more than once. */
  public List<Integer> of(Atom atom) {
    if (atom instanceof Atom.Local local) {
      return locals.get(local.id());
    }
    if (atom instanceof Atom.Result result) {
      return results.get(result.call());
    }
    return fields.getOrDefault(((Atom.Field) atom).key(), List.of());
  }
}
