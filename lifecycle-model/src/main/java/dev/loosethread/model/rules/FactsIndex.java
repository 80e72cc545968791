package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Loops;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
  private final EventLists events;
  private final Map<FieldKey, Origins> origins = new HashMap<>();
  private final Map<FieldKey, Uses> uses = new HashMap<>();
  private final Map<Integer, Loops> loops = new HashMap<>();
  private final Map<String, FactsIndex> others = new HashMap<>();

  private final Catalogue catalogue;
  private Map<Integer, OwnerKind> creations;
  private List<At<Event.Call>> handingOn;
  private Map<Integer, Value> wrapped;
  private CallGraph callGraph;
  private TaskBodies tasks;
  private Factories factories;
  private EndMethods ends;
  private Launches launches;
  private StartGuards starts;
  private StopFlags stopFlags;
  private final Map<Flow.Loop, LoopExits> exits = new IdentityHashMap<>();
  private Map<OwnerKind, List<At<Event.Call>>> obtaining;
  private ValueIndex values;
  private final Lookups lookups;
  private Boolean hasOpaque;

  public FactsIndex(ClassFacts facts, Catalogue catalogue) {
    this.facts = facts;
    this.catalogue = catalogue;
    this.events = new EventLists(facts);
    this.lookups = new Lookups(facts, events.calls());
  }

  /** What may be a method reference, wherever it is given to. */
  List<Reference> references() {
    return events.references();
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
        for (At<Event.Call> at : calls()) {
          if (at.event().body().isPresent() || creations().containsKey(at.event().id())) {
            obtained(at.event())
                .ifPresent(k -> obtaining.computeIfAbsent(k, o -> new ArrayList<>()).add(at));
          }
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

  EndMethods ends() {
    if (ends == null) {
      ends = new EndMethods(this);
    }
    return ends;
  }

  Launches launches() {
    if (launches == null) {
      launches = new Launches(this);
    }
    return launches;
  }

  StartGuards starts() {
    if (starts == null) {
      starts = new StartGuards(this);
    }
    return starts;
  }

  StopFlags stopFlags() {
    if (stopFlags == null) {
      stopFlags = new StopFlags(this);
    }
    return stopFlags;
  }

  /** How a loop of the body can end. */
  LoopExits exits(Body body, Flow.Loop loop) {
    return exits.computeIfAbsent(loop, l -> new LoopExits(facts, body, loops(body), l));
  }

  /** Whether anything in the class creates a thread owner. */
  boolean createsOwners() {
    return !creations().isEmpty();
  }

  /** Whether anything in the class creates an owner of this kind. */
  boolean creates(OwnerKind kind) {
    return creations().containsValue(kind);
  }

  private Map<Integer, OwnerKind> creations() {
    if (creations == null) {
      creations = new HashMap<>();
      for (At<Event.Call> at : calls()) {
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
      tasks = new TaskBodies(this);
    }
    return tasks;
  }

  List<At<Event.Call>> calls() {
    return events.calls();
  }

  /** The calls that create an instance of the type itself. */
  List<At<Event.Call>> creationsOf(String type) {
    return events.creationsOf(type);
  }

  /** The calls that are given the lambda with this body. */
  List<At<Event.Call>> callsGiven(Body lambda) {
    return events.callsGiven(lambda.id());
  }

  /** The calls that may be known to run an argument; most are not. */
  List<At<Event.Call>> handingOn() {
    if (handingOn == null) {
      handingOn = new ArrayList<>();
      for (At<Event.Call> at : calls()) {
        if (catalogue.mayRun(at.event().method().name())) {
          handingOn.add(at);
        }
      }
    }
    return handingOn;
  }

  /** The calls whose code is in the same top-level class. */
  List<At<Event.Call>> visibleCalls() {
    return callGraph().calls();
  }

  List<At<Event.Assign>> assigns() {
    return events.assigns();
  }

  List<At<Event.Assign>> assignsTo(FieldKey field) {
    return events.assignsTo(field);
  }

  /** The assignments to a value and to parts of it; all of them if it is nothing to look up. */
  List<At<Event.Assign>> assignsTo(Value value) {
    return assigns(values().targets(), value);
  }

  /** The assignments of a value and of what it is a part of; all if it is nothing to look up. */
  List<At<Event.Assign>> assignsOf(Value value) {
    return assigns(values().assigned(), value);
  }

  private List<At<Event.Assign>> assigns(Mentions mentions, Value value) {
    return Mentions.atomOf(value)
        .map(atom -> mentions.of(atom).stream().distinct().map(assigns()::get).toList())
        .orElseGet(this::assigns);
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
      known = new Origins(this, field);
      origins.put(field, known);
    }
    return known;
  }

  /** What the class does with the owner in the field. */
  Uses uses(FieldKey field) {
    Uses known = uses.get(field);
    if (known == null) {
      known = new Uses(this, Aliases.ofField(this, field));
      uses.put(field, known);
    }
    return known;
  }

  Loops loops(Body body) {
    return loops.computeIfAbsent(body.id(), id -> new Loops(body.flow()));
  }

  List<At<Event.AutoClose>> autoCloses() {
    return events.autoCloses();
  }

  /** The argument that a call hands back, itself or decorated, by the ids of such calls. */
  Map<Integer, Value> wrapped() {
    if (wrapped == null) {
      wrapped = new HashMap<>();
      for (At<Event.Call> at : calls()) {
        int argument = wrappedArgument(at.event());
        if (argument >= 0 && argument < at.event().arguments().size()) {
          wrapped.put(at.event().id(), at.event().arguments().get(argument));
        }
      }
    }
    return wrapped;
  }

  private int wrappedArgument(Event.Call call) {
    return call.arguments().isEmpty()
        ? -1
        : Aliases.isRequireNonNull(call.method())
            ? 0
            : catalogue.decoratedArgument(call.method()).orElse(-1);
  }

  /** What the class has, by what it belongs to. */
  Lookups lookups() {
    return lookups;
  }

  /** Which events name which values. */
  ValueIndex values() {
    if (values == null) {
      values = new ValueIndex(this);
    }
    return values;
  }

  /** Whether some code of the class could not be followed. */
  boolean hasOpaque() {
    if (hasOpaque == null) {
      hasOpaque = facts.bodies().stream().anyMatch(Body::isOpaque);
    }
    return hasOpaque;
  }

  /** The calls of methods of this name. */
  List<At<Event.Call>> callsNamed(String name) {
    return events.callsNamed(name);
  }

  /** The calls on what a field holds, in the order of the code. */
  List<At<Event.Call>> callsOn(FieldKey field) {
    return events.callsOn(field);
  }

  /** The assignments of a body, in the order of the code. */
  List<At<Event.Assign>> assignsIn(Body body) {
    return events.assignsIn(body.id());
  }

  /** The calls of a body, in the order of the code. */
  List<At<Event.Call>> callsIn(int body) {
    return events.callsIn(body);
  }

  /** The calls of these bodies, in the order of the code. */
  Stream<At<Event.Call>> callsIn(BitSet bodies) {
    // Bodies are numbered in the order of the code.
    return bodies.stream().boxed().flatMap(body -> callsIn(body).stream());
  }

  List<At<Event.Return>> returns() {
    return events.returns();
  }

  List<At<Event.Return>> returnsOf(int body) {
    return events.returnsOf(body);
  }

  /** The call with this id, or null. */
  At<Event.Call> call(int id) {
    return events.call(id);
  }

  /**
   * The bodies that run when this one does: the ones it calls, and the lambdas it makes. The caller
   * must not change the set.
   */
  BitSet reach(Body start) {
    return callGraph().reach(start);
  }

  private CallGraph callGraph() {
    if (callGraph == null) {
      callGraph = new CallGraph(facts, calls());
    }
    return callGraph;
  }

  /** The bodies that a body calls, and those in it. */
  List<Integer> called(int body) {
    return callGraph().called(body);
  }

  /** The calls of a body from within the same top-level class. */
  List<At<Event.Call>> callersOf(Body body) {
    return callGraph().callersOf(body);
  }

  /** Everything that is assigned to the local; empty for a parameter that keeps its argument. */
  List<Value> valuesOf(Value.Local local) {
    return events.valuesOf(local);
  }
}
