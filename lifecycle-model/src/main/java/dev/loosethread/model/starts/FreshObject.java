package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a method does on an object of which nothing but the constructor has run: which branches it
 * takes, where a private field still has the value that it begins with (JLS 4.12.5, 8.3.2).
 */
final class FreshObject {
  private final ClassIndex index;
  private final Body method;
  private final Map<FieldKey, Optional<Value>> initial = new HashMap<>();
  private final Set<FieldKey> deciding = new LinkedHashSet<>();

  FreshObject(ClassIndex index, Body method) {
    this.index = index;
    this.method = method;
  }

  /**
   * Returns the nodes of the method that a path may reach. The first branches that can only go one
   * way are {@link #deciding}.
   */
  BitSet reached() {
    deciding.clear();
    BitSet entry = new BitSet();
    entry.set(0);
    return Paths.reachable(method.flow(), entry, node -> true, this::isPossible);
  }

  Body method() {
    return method;
  }

  /** The fields whose values leave some branch only one way. */
  Set<FieldKey> deciding() {
    return deciding;
  }

  private boolean isPossible(Node node, Edge edge) {
    if (node.event() instanceof Event.Branch branch) {
      Optional<Boolean> holds = outcome(branch.test());
      return holds.isEmpty() || edge.kind() == (holds.get() ? Kind.TRUE : Kind.FALSE);
    }
    if (node.event() instanceof Event.Call call
        && !call.isStatic()
        && valueOf(call.receiver()).filter(Value.Null.class::isInstance).isPresent()) {
      deciding.add(((Value.Field) call.receiver()).key());
      // NullPointerException (JLS 15.12.4.4).
      return edge.kind() == Kind.EXCEPTION && edge.exception().equals(Flow.UNCHECKED);
    }
    return edge.kind() != Kind.EXCEPTION;
  }

  private Optional<Boolean> outcome(Test test) {
    if (test instanceof Test.Truth truth) {
      return valueOf(truth.value())
          .filter(v -> v instanceof Value.Constant c && c.value() instanceof Boolean)
          .map(v -> decided(truth.value(), (Boolean) ((Value.Constant) v).value()));
    }
    if (test instanceof Test.Compare compare && compare.right() instanceof Value.Null) {
      boolean isEqual = compare.operator().equals("==");
      if (isEqual || compare.operator().equals("!=")) {
        return valueOf(compare.left())
            .filter(Value.Null.class::isInstance)
            .map(v -> decided(compare.left(), isEqual));
      }
    }
    return Optional.empty();
  }

  private boolean decided(Value value, boolean holds) {
    deciding.add(((Value.Field) value).key());
    return holds;
  }

  /** The value that a field of this object still has, if it is known. */
  private Optional<Value> valueOf(Value value) {
    return value instanceof Value.Field field && field.isOwn() && !field.isStatic()
        ? initial.computeIfAbsent(field.key(), this::initialValue)
        : Optional.empty();
  }

  private Optional<Value> initialValue(FieldKey key) {
    FieldFacts field = index.facts().field(key).orElse(null);
    if (field == null
        || !field.isPrivate()
        || field.isStatic()
        // Who ends what a start makes relies on being started.
        || index.library().ownerKind(field.type()).isPresent()) {
      return Optional.empty();
    }
    Value value =
        switch (field.type()) {
          case "boolean" -> new Value.Constant(false);
          case "byte", "char", "double", "float", "int", "long", "short" -> Value.UNKNOWN;
          default -> Value.NULL;
        };
    BitSet changing = index.reach(method);
    List<At<Event.Assign>> assigned = index.assignsTo(key);
    if (assigned.stream().noneMatch(at -> at.body().annotations().isEmpty())) {
      // A framework sets it, be it by reflection, before anybody else gets the object.
      return Optional.empty();
    }
    for (At<Event.Assign> at : assigned) {
      boolean isInitializer = at.body().kind() == Body.Kind.INITIALIZER;
      if (isInitializer
          && (at.event().value() instanceof Value.Constant
              || at.event().value() instanceof Value.Null)) {
        value = at.event().value();
      } else if (isInitializer
          || isOfConstructor(at.body())
          || (at.body() == method ? isReadAfter(at.node(), key) : changing.get(at.body().id()))) {
        return Optional.empty();
      }
    }
    return Optional.of(value).filter(v -> v != Value.UNKNOWN);
  }

  private boolean isReadAfter(Node assignment, FieldKey key) {
    BitSet after = Paths.reachable(method.flow(), assignment.id(), node -> true);
    return method.flow().nodes().stream()
        .anyMatch(node -> node != assignment && after.get(node.id()) && reads(node, key));
  }

  private static boolean reads(Node node, FieldKey key) {
    return (node.event() instanceof Event.Branch branch
            && branch.test().values().stream().anyMatch(value -> isOf(value, key)))
        || (node.event() instanceof Event.Call call && isOf(call.receiver(), key));
  }

  private static boolean isOf(Value value, FieldKey key) {
    return value instanceof Value.Field field && field.key().equals(key);
  }

  /** Returns whether a constructor may run the code. */
  private boolean isOfConstructor(Body body) {
    return index.facts().bodies().stream()
        .filter(b -> b.kind() == Body.Kind.CONSTRUCTOR || b.kind() == Body.Kind.INITIALIZER)
        .anyMatch(b -> index.reach(b).get(body.id()));
  }
}
