package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Loops;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The events of a class in the orders that rules ask for them, and what the catalogue says of them:
 * all that several rules need, worked out once.
 */
public final class FactsIndex {

  /** An event and where it stands. */
  record At<E extends Event>(Body body, Node node, E event) {}

  /** A method reference, or a choice that may be one, and where it stands. */
  record Reference(Body body, Node node, Value value) {}

  private final ClassFacts facts;
  private final List<Reference> references = new ArrayList<>();
  private final List<At<Event.Call>> calls = new ArrayList<>();
  private final List<At<Event.Assign>> assigns = new ArrayList<>();
  private final List<At<Event.Return>> returns = new ArrayList<>();
  private final List<At<Event.AutoClose>> autoCloses = new ArrayList<>();
  private final Map<Integer, List<At<Event.Return>>> returnsByBody = new HashMap<>();
  private final Map<FieldKey, List<At<Event.Assign>>> assignsByField = new HashMap<>();
  private final Map<FieldKey, Origins> origins = new HashMap<>();
  private final Map<FieldKey, Uses> uses = new HashMap<>();
  private final Map<Integer, Loops> loops = new HashMap<>();
  private final Map<Integer, At<Event.Call>> callsById = new HashMap<>();
  private final Map<Integer, List<Value>> localValues = new HashMap<>();
  private final Map<Integer, List<At<Event.Call>>> callers = new HashMap<>();
  private final Map<Integer, List<Integer>> called = new HashMap<>();
  private final Map<Integer, BitSet> reaches = new HashMap<>();

  private final Map<String, FactsIndex> others = new HashMap<>();

  private final Catalogue catalogue;
  private Map<Integer, OwnerKind> creations;
  private TaskBodies tasks;
  private boolean hasOpaque;
  private Factories factories;
  private Map<OwnerKind, List<At<Event.Call>>> obtaining;

  public FactsIndex(ClassFacts facts, Catalogue catalogue) {
    this.facts = facts;
    this.catalogue = catalogue;
    // Copies of a finally block repeat a call's site, but not its id.
    Set<Object> seen = new HashSet<>();
    for (Body body : facts.bodies()) {
      hasOpaque |= body.isOpaque();
      body.enclosing()
          .ifPresent(e -> called.computeIfAbsent(e, b -> new ArrayList<>()).add(body.id()));
      for (Node node : body.flow().nodes()) {
        if (node.event() instanceof Event.Call call) {
          At<Event.Call> at = new At<>(body, node, call);
          calls.add(at);
          reference(body, node, call.receiver());
          for (Value argument : call.arguments()) {
            reference(body, node, argument);
          }
          callsById.put(call.id(), at);
          if (call.body().isPresent()) {
            callers.computeIfAbsent(call.body().getAsInt(), b -> new ArrayList<>()).add(at);
            called.computeIfAbsent(body.id(), b -> new ArrayList<>()).add(call.body().getAsInt());
          }
        } else if (node.event() instanceof Event.Assign assign) {
          reference(body, node, assign.value());
          if (seen.add(assign.site()) || !node.inFinally()) {
            At<Event.Assign> at = new At<>(body, node, assign);
            assigns.add(at);
            if (assign.target() instanceof Value.Field field) {
              assignsByField.computeIfAbsent(field.key(), k -> new ArrayList<>(2)).add(at);
            }
          }
          if (assign.target() instanceof Value.Local local) {
            localValues.computeIfAbsent(local.id(), l -> new ArrayList<>()).add(assign.value());
          }
        } else if (node.event() instanceof Event.AutoClose close) {
          autoCloses.add(new At<>(body, node, close));
        } else if (node.event() instanceof Event.Return result) {
          reference(body, node, result.value());
          At<Event.Return> at = new At<>(body, node, result);
          returns.add(at);
          returnsByBody.computeIfAbsent(body.id(), b -> new ArrayList<>(2)).add(at);
        }
      }
    }
  }

  private void reference(Body body, Node node, Value value) {
    if (value instanceof Value.MethodReference || value instanceof Value.Choice) {
      references.add(new Reference(body, node, value));
    }
  }

  /** What may be a method reference, wherever it is given to. */
  List<Reference> references() {
    return references;
  }

  /** The index of another class of the same compilation. */
  FactsIndex of(ClassFacts other) {
    return others.computeIfAbsent(other.name(), n -> new FactsIndex(other, catalogue));
  }

  ClassFacts facts() {
    return facts;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** What the call creates, if it creates a thread owner. */
  Optional<OwnerKind> created(Event.Call call) {
    return Optional.ofNullable(creations().get(call.id()));
  }

  /**
   * The calls that give their caller a new owner: of the library's, or of a factory declared here.
   */
  List<At<Event.Call>> obtaining(OwnerKind kind) {
    if (obtaining == null) {
      obtaining = new EnumMap<>(OwnerKind.class);
      if (createsOwners()) {
        for (At<Event.Call> at : calls) {
          obtained(at.event())
              .ifPresent(k -> obtaining.computeIfAbsent(k, o -> new ArrayList<>()).add(at));
        }
      }
    }
    return obtaining.getOrDefault(kind, List.of());
  }

  private Optional<OwnerKind> obtained(Event.Call call) {
    Optional<OwnerKind> kind = created(call);
    return kind.isPresent() || call.body().isEmpty() || call.isNew()
        ? kind
        : factories().madeBy(facts.body(call.body().getAsInt()));
  }

  Factories factories() {
    if (factories == null) {
      factories = new Factories(this);
    }
    return factories;
  }

  /** Whether anything in the class creates a thread owner. */
  boolean createsOwners() {
    return !creations().isEmpty();
  }

  private Map<Integer, OwnerKind> creations() {
    if (creations == null) {
      creations = new HashMap<>();
      for (At<Event.Call> at : calls) {
        catalogue
            .creates(at.event(), facts.hierarchy())
            .ifPresent(kind -> creations.put(at.event().id(), kind));
      }
    }
    return creations;
  }

  /** The bodies that run on other threads. */
  TaskBodies tasks() {
    if (tasks == null) {
      tasks = new TaskBodies(this, catalogue);
    }
    return tasks;
  }

  List<At<Event.Call>> calls() {
    return calls;
  }

  List<At<Event.Assign>> assigns() {
    return assigns;
  }

  List<At<Event.Assign>> assignsTo(FieldKey field) {
    return assignsByField.getOrDefault(field, List.of());
  }

  /** Whether some code of the class gives the field what it was handed itself. */
  boolean isSetFromParameter(FieldKey field) {
    return assignsTo(field).stream()
        .anyMatch(
            a ->
                a.event().value() instanceof Value.Local local
                    && a.body().parameters().contains(local));
  }

  Origins origins(FieldKey field) {
    Origins known = origins.get(field);
    if (known == null) {
      known = new Origins(this, catalogue, field);
      origins.put(field, known);
    }
    return known;
  }

  /** What the class does with the owner in the field. */
  Uses uses(FieldKey field) {
    Uses known = uses.get(field);
    if (known == null) {
      known = new Uses(this, catalogue, Aliases.ofField(this, catalogue, field));
      uses.put(field, known);
    }
    return known;
  }

  Loops loops(Body body) {
    return loops.computeIfAbsent(body.id(), id -> new Loops(body.flow()));
  }

  List<At<Event.AutoClose>> autoCloses() {
    return autoCloses;
  }

  /** Whether some code of the class could not be followed. */
  boolean hasOpaque() {
    return hasOpaque;
  }

  List<At<Event.Return>> returns() {
    return returns;
  }

  List<At<Event.Return>> returnsOf(int body) {
    return returnsByBody.getOrDefault(body, List.of());
  }

  At<Event.Call> call(int id) {
    return callsById.get(id);
  }

  /**
   * The bodies that run when this one does: the ones it calls, and the lambdas it makes. The caller
   * must not change the set.
   */
  BitSet reach(Body start) {
    BitSet known = reaches.get(start.id());
    if (known != null) {
      return known;
    }
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    work.push(start.id());
    while (!work.isEmpty()) {
      int id = work.pop();
      if (!seen.get(id)) {
        seen.set(id);
        called.getOrDefault(id, List.of()).forEach(work::push);
      }
    }
    reaches.put(start.id(), seen);
    return seen;
  }

  /** The calls of a body from within the same top-level class. */
  List<At<Event.Call>> callersOf(Body body) {
    return callers.getOrDefault(body.id(), List.of());
  }

  /** Everything that is assigned to the local; empty for a parameter that keeps its argument. */
  List<Value> valuesOf(Value.Local local) {
    return localValues.getOrDefault(local.id(), List.of());
  }

  /** The bodies that a call may run: its target, or none. */
  OptionalInt target(Event.Call call) {
    return call.body();
  }
}
