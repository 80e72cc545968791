package dev.loosethread.model.facts;

import java.util.List;
import java.util.Optional;

/**
 * All facts about one top-level class and everything nested in it.
 *
 * @param name binary name of the top-level class
 * @param types the top-level class first
 * @param bodies indexed by {@link Body#id()}
 * @param hierarchy the supertypes of every type named in these facts
 * @param outside what else of the same compilation is known of this class's members
 */
public record ClassFacts(
    String name,
    List<TypeFacts> types,
    List<FieldFacts> fields,
    List<Body> bodies,
    TypeHierarchy hierarchy,
    Outside outside) {
  public ClassFacts {
    types = List.copyOf(types);
    fields = List.copyOf(fields);
    bodies = List.copyOf(bodies);
  }

  public Body body(int id) {
    return bodies.get(id);
  }

  public Optional<TypeFacts> type(String typeName) {
    return types.stream().filter(t -> t.name().equals(typeName)).findFirst();
  }

  public Optional<FieldFacts> field(FieldKey key) {
    return fields.stream().filter(f -> f.key().equals(key)).findFirst();
  }
}
