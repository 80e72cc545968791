package dev.loosethread.model.index;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The declarations of a class, by what they belong to. Each table is created on first use: a class
 * may have thousands of types, fields and calls, and rules look up those of each.
 */
public final class DeclarationIndex {
  private final ClassFacts facts;
  private @Nullable Map<String, List<Body>> bodiesByType;
  private @Nullable Map<String, List<FieldFacts>> fieldsByType;
  private @Nullable Map<FieldKey, Integer> fieldOrder;
  private @Nullable Map<Value.Local, Body> parameters;
  private @Nullable Set<String> typesWithMain;
  private @Nullable ListsById<Body> enclosed;

  DeclarationIndex(ClassFacts facts) {
    this.facts = facts;
  }

  /** The bodies of one type, without those of types nested in it, in their order. */
  public List<Body> bodiesOf(String type) {
    if (bodiesByType == null) {
      bodiesByType = new HashMap<>();
      for (Body body : facts.bodies()) {
        bodiesByType.computeIfAbsent(body.owner(), t -> new ArrayList<>()).add(body);
      }
    }
    return bodiesByType.getOrDefault(type, List.of());
  }

  /** Those of the fields that the class declares, in the order of their declarations. */
  public List<FieldFacts> declared(Collection<FieldKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    if (fieldOrder == null) {
      fieldOrder = new HashMap<>();
      facts.fields().forEach(field -> fieldOrder.putIfAbsent(field.key(), fieldOrder.size()));
    }
    return keys.stream()
        .filter(fieldOrder::containsKey)
        .sorted(Comparator.comparing(fieldOrder::get))
        .flatMap(key -> facts.field(key).stream())
        .toList();
  }

  /** The body that the local is a parameter of, or null. */
  @Nullable Body withParameter(Value.Local local) {
    if (parameters == null) {
      parameters = new HashMap<>();
      for (Body body : facts.bodies()) {
        body.parameters().forEach(parameter -> parameters.putIfAbsent(parameter, body));
      }
    }
    return parameters.get(local);
  }

  /** Returns whether a type is a program: it declares a {@link Body#isMainMethod main method}. */
  public boolean hasMain(String type) {
    if (typesWithMain == null) {
      typesWithMain = new HashSet<>();
      for (Body body : facts.bodies()) {
        if (body.isMainMethod()) {
          typesWithMain.add(body.owner());
        }
      }
    }
    return typesWithMain.contains(type);
  }

  /** The fields that one type declares, in their order. */
  public List<FieldFacts> fieldsOf(String type) {
    if (fieldsByType == null) {
      fieldsByType = new HashMap<>();
      for (FieldFacts field : facts.fields()) {
        fieldsByType.computeIfAbsent(field.key().owner(), t -> new ArrayList<>()).add(field);
      }
    }
    return fieldsByType.getOrDefault(type, List.of());
  }

  /** A body and those right in it: lambdas, and methods of local classes. */
  public List<Body> withEnclosed(Body body) {
    if (enclosed == null) {
      ListsById<Body> found = new ListsById<>();
      enclosed = found;
      for (Body inner : facts.bodies()) {
        inner.enclosing().ifPresent(outer -> found.add(outer, inner));
      }
    }
    List<Body> bodies = new ArrayList<>(enclosed.get(body.id()));
    bodies.add(body);
    return bodies;
  }

  /** The method, constructor or initializer that a lambda is in; any other body itself. */
  public Body aroundLambdas(Body body) {
    Body outer = body;
    while (outer.kind() == Body.Kind.LAMBDA && outer.enclosing().isPresent()) {
      outer = facts.body(outer.enclosing().getAsInt());
    }
    return outer;
  }

  /**
   * Returns whether a call of the method may run an override: in a subclass that is declared here,
   * or in one that is not visible.
   */
  public boolean mayBeOverridden(Body method) {
    if (method.kind() != Body.Kind.METHOD
        || method.is(Modifier.STATIC)
        || method.is(Modifier.PRIVATE)
        || method.is(Modifier.FINAL)) {
      return false;
    }
    return facts.type(method.owner()).filter(DeclarationIndex::isClosed).isEmpty()
        || facts.bodies().stream().anyMatch(body -> overrides(body, method));
  }

  private static boolean isClosed(TypeFacts type) {
    return type.modifiers().contains(Modifier.FINAL) || !type.isNonPrivatelyExtended();
  }

  private boolean overrides(Body body, Body method) {
    return body != method
        && body.key().name().equals(method.key().name())
        && body.key().parameters().equals(method.key().parameters())
        && !body.owner().equals(method.owner())
        && facts.hierarchy().isSubtype(body.owner(), method.owner());
  }
}
