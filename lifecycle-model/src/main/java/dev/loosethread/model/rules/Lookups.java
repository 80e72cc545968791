package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a class has, by what it belongs to. Each table is made when somebody asks for it first: a
 * class may have thousands of types, fields and calls, and rules ask for those of each.
 */
final class Lookups {
  private final ClassFacts facts;
  private final List<At<Event.Call>> calls;
  private Map<String, List<Body>> bodiesByType;
  private Map<String, List<FieldFacts>> fieldsByType;
  private Map<FieldKey, Integer> fieldOrder;
  private Map<Value.Local, Body> parameters;
  private Set<String> typesWithMain;
  private ById<Body> enclosed;
  private List<At<Event.Call>> endingCalls;
  private Map<FieldKey, List<At<Event.Call>>> releasingCalls;

  Lookups(ClassFacts facts, List<At<Event.Call>> calls) {
    this.facts = facts;
    this.calls = calls;
  }

  /** The bodies of one type, without those of types nested in it, in their order. */
  List<Body> bodiesOf(String type) {
    if (bodiesByType == null) {
      bodiesByType = new HashMap<>();
      for (Body body : facts.bodies()) {
        bodiesByType.computeIfAbsent(body.owner(), t -> new ArrayList<>()).add(body);
      }
    }
    return bodiesByType.getOrDefault(type, List.of());
  }

  /** Those of the fields that the class declares, in the order of their declarations. */
  List<FieldFacts> declared(Collection<FieldKey> keys) {
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

  /** The calls whose names say that they end what they are called on, threads included. */
  List<At<Event.Call>> endingCalls() {
    if (endingCalls == null) {
      endingCalls = new ArrayList<>();
      for (At<Event.Call> at : calls) {
        String name = at.event().method().name();
        if (name.equals("join") || name.equals("interrupt") || Uses.hasReleaseWord(name)) {
          endingCalls.add(at);
        }
      }
    }
    return endingCalls;
  }

  /** The calls on what a field holds whose names say that they release it. */
  List<At<Event.Call>> releasingCallsOn(FieldKey field) {
    if (releasingCalls == null) {
      releasingCalls = new HashMap<>();
      for (At<Event.Call> at : endingCalls()) {
        if (at.event().receiver() instanceof Value.Field receiver
            && Uses.hasReleaseWord(at.event().method().name())) {
          releasingCalls.computeIfAbsent(receiver.key(), k -> new ArrayList<>()).add(at);
        }
      }
    }
    return releasingCalls.getOrDefault(field, List.of());
  }

  /** The body that the local is a parameter of, or null. */
  Body withParameter(Value.Local local) {
    if (parameters == null) {
      parameters = new HashMap<>();
      for (Body body : facts.bodies()) {
        body.parameters().forEach(parameter -> parameters.putIfAbsent(parameter, body));
      }
    }
    return parameters.get(local);
  }

  /** Whether a type has a method named main, whatever its parameters. */
  boolean hasMain(String type) {
    if (typesWithMain == null) {
      typesWithMain = new HashSet<>();
      for (Body body : facts.bodies()) {
        if (body.key().name().equals("main")) {
          typesWithMain.add(body.owner());
        }
      }
    }
    return typesWithMain.contains(type);
  }

  /** The fields that one type declares, in their order. */
  List<FieldFacts> fieldsOf(String type) {
    if (fieldsByType == null) {
      fieldsByType = new HashMap<>();
      for (FieldFacts field : facts.fields()) {
        fieldsByType.computeIfAbsent(field.key().owner(), t -> new ArrayList<>()).add(field);
      }
    }
    return fieldsByType.getOrDefault(type, List.of());
  }

  /** A body and those right in it: lambdas, and methods of local classes. */
  List<Body> withEnclosed(Body body) {
    if (enclosed == null) {
      enclosed = new ById<>();
      for (Body inner : facts.bodies()) {
        inner.enclosing().ifPresent(outer -> enclosed.add(outer, inner));
      }
    }
    List<Body> bodies = new ArrayList<>(enclosed.get(body.id()));
    bodies.add(body);
    return bodies;
  }
}
