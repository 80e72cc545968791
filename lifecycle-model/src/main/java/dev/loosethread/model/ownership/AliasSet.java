package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Mentions;
import dev.loosethread.model.index.Mentions.Atom;
import dev.loosethread.model.index.ValueIndex;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The values of a class that may be aliases of a field or of a created object.
 *
 * <p>{@link dev.loosethread.model.index.ValueFlow} goes back from a use to what created the value.
 * {@code AliasSet} goes forward from a creation or field to all its uses.
 */
public final class AliasSet {
  private final ClassIndex index;
  private final Set<FieldKey> fields = new HashSet<>();
  private final BitSet results = new BitSet();
  private final BitSet locals = new BitSet();

  /** The methods that made it; each of their calls makes another. */
  private final BitSet factories = new BitSet();

  /**
   * All aliases in the order in which they were found, and the number of those already followed.
   */
  private final List<Atom> all = new ArrayList<>();

  private int followed;

  private AliasSet(ClassIndex index) {
    this.index = index;
  }

  public static AliasSet ofField(ClassIndex index, FieldKey field) {
    AliasSet aliases = new AliasSet(index);
    aliases.addField(field);
    return aliases;
  }

  public static AliasSet ofResult(ClassIndex index, int call) {
    AliasSet aliases = new AliasSet(index);
    aliases.addResult(call);
    aliases.spread();
    return aliases;
  }

  public static AliasSet ofLocal(ClassIndex index, int local) {
    AliasSet aliases = new AliasSet(index);
    aliases.addLocal(local);
    aliases.spread();
    return aliases;
  }

  private static boolean has(BitSet ids, int id) {
    return id >= 0 && ids.get(id);
  }

  /** An unresolved variable has no id and is not an alias. */
  private void addLocal(int id) {
    if (id >= 0 && !locals.get(id)) {
      locals.set(id);
      all.add(new Atom.Local(id));
    }
  }

  private void addResult(int call) {
    if (call >= 0 && !results.get(call)) {
      results.set(call);
      all.add(new Atom.Result(call));
    }
  }

  /** Locals and parameters that hold it, found by following assignments until nothing is new. */
  private void spread() {
    ValueIndex values = index.values();
    while (followed < all.size()) {
      Atom atom = all.get(followed++);
      for (int i : values.assigned().of(atom)) {
        if (index.assigns().get(i).event().target() instanceof Value.Local local) {
          addLocal(local.id());
        }
      }
      for (int i : values.targets().of(atom)) {
        assignedTo(index.assigns().get(i));
      }
      for (int i : values.passed().of(atom)) {
        passToCallee(index.visibleCalls().get(i).event());
      }
      // Results of calls that return an argument.
      values.wrapped().of(atom).forEach(this::addResult);
      for (int i : values.returned().of(atom)) {
        Body method = index.returns().get(i).body();
        if (!isMadeBy(method)) {
          returnedBy(method);
        }
      }
    }
  }

  /** A value that is assigned to an alias is an alias. */
  private void assignedTo(At<Event.Assign> at) {
    Value value = at.event().value();
    if (value instanceof Value.Local local) {
      // e = create(); this.executor = e;
      if (!(at.event().target() instanceof Value.Element) && !isParameter(at.body(), local)) {
        addLocal(local.id());
      }
    } else if (value instanceof Value.Result result) {
      // (this.executor = create()).execute(..) and chains on what is stored.
      addResult(result.call());
      index.callOf(result).ifPresent(this::handedBack);
      // Of what no field keeps, OwnerFactories tells whether its maker gives it away.
      if (!fields.isEmpty()) {
        index.callOf(result).flatMap(index::calledMethod).ifPresent(this::madeBy);
      }
    }
  }

  /** {@code this.executor = register(create())}: what the method gets is what it returns. */
  private void handedBack(Event.Call call) {
    Body method = index.calledMethod(call).orElse(null);
    if (method == null) {
      return;
    }
    for (At<Event.Return> at : index.returnsOf(method.id())) {
      int parameter =
          at.event().value() instanceof Value.Local local ? method.parameters().indexOf(local) : -1;
      if (parameter >= 0
          && parameter < call.arguments().size()
          && call.arguments().get(parameter) instanceof Value.Result argument) {
        addResult(argument.call());
      }
    }
  }

  /**
   * What a method returns is an alias inside of it too: there it may be given to whoever ends it.
   * Another call of the method returns another object, so nothing else that it returns to is one.
   */
  private void madeBy(Body method) {
    if (factories.get(method.id())) {
      return;
    }
    factories.set(method.id());
    for (At<Event.Return> at : index.returnsOf(method.id())) {
      Value made = at.event().value();
      if (made instanceof Value.Local local && !method.parameters().contains(local)) {
        addLocal(local.id());
      } else if (made instanceof Value.Result result) {
        addResult(result.call());
      }
    }
  }

  /** Returns whether it is made by the method, so that returning it from there gives it to this. */
  boolean isMadeBy(Body method) {
    return factories.get(method.id());
  }

  private void passToCallee(Event.Call call) {
    Body callee = index.facts().body(call.body().getAsInt());
    for (int i = 0; i < call.arguments().size() && i < callee.parameters().size(); i++) {
      if (contains(call.arguments().get(i))) {
        addLocal(callee.parameters().get(i).id());
      }
    }
  }

  private void returnedBy(Body method) {
    for (At<Event.Call> at : index.callersOf(method)) {
      Event.Call call = at.event();
      if (!call.isNew() && !index.wrapped().containsKey(call.id())) {
        addResult(call.id());
      }
    }
  }

  /** A setter may receive another object on each call; a constructor runs once per object. */
  private static boolean isParameter(Body body, Value.Local local) {
    return body.kind() != Body.Kind.CONSTRUCTOR && body.parameters().contains(local);
  }

  /** Another field keeps the value too. */
  boolean addField(FieldKey field) {
    if (!fields.add(field)) {
      return false;
    }
    all.add(new Atom.Field(field));
    spread();
    return true;
  }

  /** The places that name it, in rising order. */
  public SortedSet<Integer> in(Mentions mentions) {
    SortedSet<Integer> places = new TreeSet<>();
    addTo(places, mentions, 0);
    return places;
  }

  /**
   * Adds the places that name aliases found later.
   *
   * @param known how much had been found before
   * @return how much is found now
   */
  int addTo(SortedSet<Integer> places, Mentions mentions, int known) {
    all.subList(known, all.size()).forEach(atom -> places.addAll(mentions.of(atom)));
    return all.size();
  }

  private Stream<At<Event.Assign>> assigned() {
    return in(index.values().assigned()).stream().map(index.assigns()::get);
  }

  /** The calls on it, and those that take it as an argument, in the order of the code. */
  public Stream<At<Event.Call>> calls() {
    return in(index.values().calls()).stream().map(index.calls()::get);
  }

  /** The calls on it, in the order of the code. */
  public Stream<At<Event.Call>> callsOn() {
    return calls().filter(at -> contains(at.event().receiver()));
  }

  /** The code that it is given as tasks, if it is an owner, in the order of the code. */
  Stream<TaskCode> tasks() {
    return callsOn().flatMap(at -> TaskCode.givenBy(index, at.event()).stream());
  }

  /** Returns whether it is stored in a field or another object. */
  public boolean isStored() {
    return assigned().anyMatch(a -> !(a.event().target() instanceof Value.Local));
  }

  /** The fields that get the value, each once, in the order of the code. */
  public List<FieldKey> keepers() {
    return assigned()
        .map(a -> a.event().target())
        .filter(Value.Field.class::isInstance)
        .map(target -> ((Value.Field) target).key())
        .distinct()
        .toList();
  }

  /** Returns whether the class calls a method of one of these names on it. */
  public boolean isCalled(Collection<String> methods) {
    return callsOn().anyMatch(at -> methods.contains(at.event().method().name()));
  }

  /** Returns whether the class calls one of these methods on it. */
  public boolean isCalled(JdkMethod... methods) {
    return callsOn()
        .map(at -> at.event().method())
        .anyMatch(called -> Stream.of(methods).anyMatch(m -> m.is(called, index.hierarchy())));
  }

  /** Returns whether any code of the class returns it. */
  public boolean isReturned() {
    return !in(index.values().returned()).isEmpty();
  }

  /**
   * Returns whether a field that other classes can access keeps it, so that they may release it.
   */
  boolean mayBeReachedBySubclasses() {
    return fields.stream()
        .map(key -> index.facts().field(key).orElse(null))
        .anyMatch(
            f ->
                f == null
                    || (!f.isPrivate()
                        && index
                            .facts()
                            .type(f.key().owner())
                            .filter(t -> !t.isNonPrivatelyExtended())
                            .isEmpty()));
  }

  boolean contains(FieldKey field) {
    return fields.contains(field);
  }

  public boolean contains(Value value) {
    if (value instanceof Value.Local local) {
      return has(locals, local.id());
    }
    if (value instanceof Value.Result result) {
      return has(results, result.call());
    }
    if (value instanceof Value.Field field) {
      return fields.contains(field.key());
    }
    return hasPart(value);
  }

  private boolean hasPart(Value value) {
    if (value instanceof Value.Choice choice) {
      for (Value alternative : choice.alternatives()) {
        if (contains(alternative)) {
          return true;
        }
      }
    }
    return value instanceof Value.Element element && contains(element.container());
  }
}
