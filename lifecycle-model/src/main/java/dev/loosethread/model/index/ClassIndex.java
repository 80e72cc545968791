package dev.loosethread.model.index;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one class, ordered for lookup, and the analyses made of them.
 *
 * <p>An index answers what the facts say directly: which events there are, by kind, place, name or
 * value, and which calls the catalogue knows. Everything that needs reasoning is an analysis, which
 * {@link #get} makes on demand.
 */
public final class ClassIndex {
  private final ClassFacts facts;
  private final ClassIndexes all;
  private final EventLists events;
  private final Library library;
  private final DeclarationIndex declarations;
  private final Map<AnalysisKey<?>, Object> analyses = new IdentityHashMap<>();
  private final Map<Integer, Loops> loops = new HashMap<>();
  private final Map<Flow.Loop, LoopExits> exits = new IdentityHashMap<>();
  private @Nullable Map<Integer, OwnerKind> creations;
  private @Nullable List<At<Event.Call>> callsThatMayRunArguments;
  private @Nullable Map<Integer, Value> wrapped;
  private @Nullable Map<Value, List<Value>> elements;
  private @Nullable CallGraph callGraph;
  private @Nullable ValueIndex values;
  private @Nullable BitSet referenced;
  private @Nullable Boolean hasOpaque;

  ClassIndex(ClassFacts facts, Catalogue catalogue, ClassIndexes all) {
    this.facts = facts;
    this.all = all;
    this.library = new Library(catalogue, facts.hierarchy());
    this.events = new EventLists(facts);
    this.declarations = new DeclarationIndex(facts);
  }

  /** Returns the index of a single class, without a shared compilation. */
  public static ClassIndex of(ClassFacts facts, Catalogue catalogue) {
    return new ClassIndexes(catalogue).of(facts);
  }

  /** Returns the analysis of this class, which is made when it is first asked for. */
  public <T> T get(AnalysisKey<T> key) {
    Object known = analyses.get(key);
    if (known == null) {
      known = key.make(this);
      analyses.put(key, known);
    }
    @SuppressWarnings("unchecked") // The key made it.
    T analysis = (T) known;
    return analysis;
  }

  /** The index of another class of the same compilation. */
  public ClassIndex indexOf(ClassFacts other) {
    return all.of(other);
  }

  /** The index of the other class that declares a type: of this compilation, or of a library. */
  public Optional<ClassIndex> declaring(String type) {
    return facts
        .compilation()
        .declaring(type)
        .or(() -> facts.compilation().ofLibrary(type))
        .map(all::of);
  }

  public ClassFacts facts() {
    return facts;
  }

  public TypeHierarchy hierarchy() {
    return facts.hierarchy();
  }

  /** The catalogue, as this class sees it. */
  public Library library() {
    return library;
  }

  /** The declarations of the class, by what they belong to. */
  public DeclarationIndex declarations() {
    return declarations;
  }

  /** Returns what the call creates, if it creates a thread owner. */
  public Optional<OwnerKind> created(Event.Call call) {
    return Optional.ofNullable(creations().get(call.id()));
  }

  /** Returns how a loop of the body can end. */
  public LoopExits exits(Body body, Flow.Loop loop) {
    return exits.computeIfAbsent(loop, l -> new LoopExits(facts, body, loops(body), l));
  }

  /** Returns whether anything in the class creates a thread owner. */
  public boolean createsOwners() {
    return !creations().isEmpty();
  }

  /** Returns whether anything in the class creates an owner of this kind. */
  public boolean creates(OwnerKind kind) {
    return creations().containsValue(kind);
  }

  private Map<Integer, OwnerKind> creations() {
    if (creations == null) {
      Map<Integer, OwnerKind> found = new HashMap<>();
      creations = found;
      for (At<Event.Call> at : calls()) {
        library
            .creates(at.event())
            .or(() -> get(OwnerFactories.KEY).madeElsewhere(at.event()))
            .ifPresent(kind -> found.put(at.event().id(), kind));
      }
    }
    return creations;
  }

  public List<At<Event.Call>> calls() {
    return events.calls();
  }

  /** The calls that create an instance of the type itself. */
  public List<At<Event.Call>> creationsOf(String type) {
    return events.creationsOf(type);
  }

  /** The calls that take the lambda with this body as an argument. */
  public List<At<Event.Call>> callsGiven(Body lambda) {
    return events.callsGiven(lambda.id());
  }

  /** The calls whose method name occurs in a run row of the catalogue. */
  public List<At<Event.Call>> callsThatMayRunArguments() {
    if (callsThatMayRunArguments == null) {
      callsThatMayRunArguments = new ArrayList<>();
      for (At<Event.Call> at : calls()) {
        if (library.mayRun(at.event().method().name())) {
          callsThatMayRunArguments.add(at);
        }
      }
    }
    return callsThatMayRunArguments;
  }

  /** The calls whose code is in the same top-level class. */
  public List<At<Event.Call>> visibleCalls() {
    return callGraph().calls();
  }

  public List<At<Event.Assign>> assigns() {
    return events.assigns();
  }

  public List<At<Event.Assign>> assignsTo(FieldKey field) {
    return events.assignsTo(field);
  }

  /**
   * The assignments to a value and to parts of it. All assignments if the value has no id to look
   * up.
   */
  public List<At<Event.Assign>> assignsTo(Value value) {
    return assigns(values().targets(), value);
  }

  /**
   * The assignments of a value and of what it is a part of. All assignments if the value has no id
   * to look up.
   */
  public List<At<Event.Assign>> assignsOf(Value value) {
    return assigns(values().assigned(), value);
  }

  private List<At<Event.Assign>> assigns(Mentions mentions, Value value) {
    return Mentions.atomOf(value)
        .map(atom -> mentions.of(atom).stream().distinct().map(assigns()::get).toList())
        .orElseGet(this::assigns);
  }

  /** Returns whether some code of the class assigns one of its parameters to the field. */
  public boolean isSetFromParameter(FieldKey field) {
    return assignsTo(field).stream()
        .anyMatch(
            a ->
                a.event().value() instanceof Value.Local local
                    && a.body().parameters().contains(local));
  }

  public Loops loops(Body body) {
    return loops.computeIfAbsent(body.id(), id -> new Loops(body.flow()));
  }

  public List<At<Event.AutoClose>> autoCloses() {
    return events.autoCloses();
  }

  /** The argument that a call returns, itself or decorated, by call id. */
  public Map<Integer, Value> wrapped() {
    if (wrapped == null) {
      Map<Integer, Value> found = new HashMap<>();
      wrapped = found;
      for (At<Event.Call> at : calls()) {
        library.handedBack(at.event()).ifPresent(argument -> found.put(at.event().id(), argument));
      }
    }
    return wrapped;
  }

  /** Everything that this class puts into the array or collection. */
  List<Value> elementsOf(Value container) {
    if (elements == null) {
      Map<Value, List<Value>> found = new HashMap<>();
      elements = found;
      for (At<Event.Assign> at : assigns()) {
        if (at.event().target() instanceof Value.Element target) {
          addElement(found, target.container(), at.event().value());
        }
      }
      for (At<Event.Call> at : callsNamed(JdkMethod.COLLECTION_ADD.methodName())) {
        if (at.event().arguments().size() == 1
            && JdkMethod.COLLECTION_ADD.is(at.event().method(), hierarchy())) {
          addElement(found, at.event().receiver(), at.event().arguments().get(0));
        }
      }
    }
    return elements.getOrDefault(container, List.of());
  }

  private static void addElement(Map<Value, List<Value>> elements, Value container, Value element) {
    // Unknown containers are not all the same container.
    if (!(container instanceof Value.Unknown)) {
      elements.computeIfAbsent(container, c -> new ArrayList<>(2)).add(element);
    }
  }

  /** Returns which events name which values. */
  public ValueIndex values() {
    if (values == null) {
      values = new ValueIndex(this);
    }
    return values;
  }

  /** Returns whether some code of the class could not be followed. */
  public boolean hasOpaque() {
    if (hasOpaque == null) {
      hasOpaque = facts.bodies().stream().anyMatch(Body::isOpaque);
    }
    return hasOpaque;
  }

  /** The calls of methods of this name. */
  public List<At<Event.Call>> callsNamed(String name) {
    return events.callsNamed(name);
  }

  /** The calls on the value of a field, in the order of the code. */
  public List<At<Event.Call>> callsOn(FieldKey field) {
    return events.callsOn(field);
  }

  /** The assignments of a body, in the order of the code. */
  public List<At<Event.Assign>> assignsIn(Body body) {
    return events.assignsIn(body.id());
  }

  /** The calls of a body, in the order of the code. */
  public List<At<Event.Call>> callsIn(int body) {
    return events.callsIn(body);
  }

  /** The calls of these bodies, in the order of the code. */
  public Stream<At<Event.Call>> callsIn(BitSet bodies) {
    // Bodies are numbered in the order of the code.
    return bodies.stream().boxed().flatMap(body -> callsIn(body).stream());
  }

  /** The uses of method references, wherever they are passed to. */
  public List<ReferenceAt> references() {
    return events.references();
  }

  /** Returns whether a method reference hands the method on, so that unseen code may call it. */
  public boolean isReferenced(Body method) {
    if (referenced == null) {
      BitSet found = new BitSet();
      referenced = found;
      references().forEach(at -> addReferenced(found, at.value()));
    }
    return referenced.get(method.id());
  }

  private static void addReferenced(BitSet referenced, Value value) {
    if (value instanceof Value.MethodReference reference) {
      reference.body().ifPresent(referenced::set);
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(v -> addReferenced(referenced, v));
    }
  }

  public List<At<Event.Return>> returns() {
    return events.returns();
  }

  public List<At<Event.Return>> returnsOf(int body) {
    return events.returnsOf(body);
  }

  /** Returns the call whose result the value is; empty if it is no result of a call here. */
  public Optional<Event.Call> callOf(Value value) {
    return value instanceof Value.Result result
        ? Optional.ofNullable(events.call(result.call())).map(At::event)
        : Optional.empty();
  }

  /** The call with this id, or null. */
  public @Nullable At<Event.Call> call(int id) {
    return events.call(id);
  }

  /**
   * The bodies that run when this one does: the ones it calls, and the lambdas it makes. The caller
   * must not change the set.
   */
  public BitSet reach(Body start) {
    return callGraph().reach(start);
  }

  private CallGraph callGraph() {
    if (callGraph == null) {
      callGraph = new CallGraph(facts, calls());
    }
    return callGraph;
  }

  /** The code of the called method or constructor, if it is in the same top-level class. */
  public Optional<Body> callee(Event.Call call) {
    return call.body().isPresent()
        ? Optional.of(facts.body(call.body().getAsInt()))
        : Optional.empty();
  }

  /** The code of the called method, if it is in the same top-level class and not a constructor. */
  public Optional<Body> calledMethod(Event.Call call) {
    return call.isNew() ? Optional.empty() : callee(call);
  }

  /** The bodies that a body calls, and those in it. */
  public List<Integer> calleesAndEnclosed(int body) {
    return callGraph().calleesAndEnclosed(body);
  }

  /** The calls of a body from within the same top-level class. */
  public List<At<Event.Call>> callersOf(Body body) {
    return callGraph().callersOf(body);
  }

  /** Everything that is assigned to the local; empty for a parameter that keeps its argument. */
  public List<Value> valuesOf(Value.Local local) {
    return events.valuesOf(local);
  }
}
