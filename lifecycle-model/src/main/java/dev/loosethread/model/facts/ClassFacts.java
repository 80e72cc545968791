package dev.loosethread.model.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts about one top-level class and everything nested in it. */
public final class ClassFacts {
  private final String name;
  private final List<TypeFacts> types;
  private final List<FieldFacts> fields;
  private final List<Body> bodies;
  private final TypeHierarchy hierarchy;
  private final CompilationView compilation;
  private final Map<String, TypeFacts> typesByName = new HashMap<>();
  private final Map<FieldKey, FieldFacts> fieldsByKey = new HashMap<>();
  private @Nullable Map<Site, Body> bodiesBySite;

  /**
   * @param name binary name of the top-level class
   * @param types the top-level class first
   * @param bodies indexed by {@link Body#id()}
   * @param hierarchy the supertypes of every type named in these facts
   * @param compilation what the rest of the compilation does with this class's members
   */
  public ClassFacts(
      String name,
      List<TypeFacts> types,
      List<FieldFacts> fields,
      List<Body> bodies,
      TypeHierarchy hierarchy,
      CompilationView compilation) {
    this.name = name;
    this.types = List.copyOf(types);
    this.fields = List.copyOf(fields);
    this.bodies = List.copyOf(bodies);
    this.hierarchy = hierarchy;
    this.compilation = compilation;
    types.forEach(type -> typesByName.putIfAbsent(type.name(), type));
    fields.forEach(field -> fieldsByKey.putIfAbsent(field.key(), field));
  }

  /** Returns the binary name of the top-level class. */
  public String name() {
    return name;
  }

  /** Returns all types, the top-level class first. */
  public List<TypeFacts> types() {
    return types;
  }

  public List<FieldFacts> fields() {
    return fields;
  }

  /** Returns all bodies, indexed by {@link Body#id()}. */
  public List<Body> bodies() {
    return bodies;
  }

  /** Returns the supertypes of every type named in these facts. */
  public TypeHierarchy hierarchy() {
    return hierarchy;
  }

  /** Returns what the rest of the compilation does with this class's members. */
  public CompilationView compilation() {
    return compilation;
  }

  public Body body(int id) {
    return bodies.get(id);
  }

  /** Returns the body at a place, which is that of a method or lambda. */
  public Optional<Body> bodyAt(Site site) {
    if (bodiesBySite == null) {
      bodiesBySite = new HashMap<>();
      bodies.forEach(body -> bodiesBySite.putIfAbsent(body.site(), body));
    }
    return Optional.ofNullable(bodiesBySite.get(site));
  }

  public Optional<TypeFacts> type(String typeName) {
    return Optional.ofNullable(typesByName.get(typeName));
  }

  public Optional<FieldFacts> field(FieldKey key) {
    return Optional.ofNullable(fieldsByKey.get(key));
  }

  @Override
  public String toString() {
    return name;
  }
}
