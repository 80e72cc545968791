package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of a class may be the one that a field or a creating call holds. */
final class Aliases {
  private final FactsIndex index;
  private final Set<FieldKey> fields = new HashSet<>();
  private final BitSet results = new BitSet();
  private final BitSet locals = new BitSet();

  private Aliases(FactsIndex index) {
    this.index = index;
  }

  static Aliases ofField(FactsIndex index, FieldKey field) {
    Aliases aliases = new Aliases(index);
    aliases.fields.add(field);
    aliases.spread();
    return aliases;
  }

  static Aliases ofResult(FactsIndex index, int call) {
    Aliases aliases = new Aliases(index);
    add(aliases.results, call);
    aliases.spread();
    return aliases;
  }

  static Aliases ofLocal(FactsIndex index, int local) {
    Aliases aliases = new Aliases(index);
    add(aliases.locals, local);
    aliases.spread();
    return aliases;
  }

  private static boolean has(BitSet ids, int id) {
    return id >= 0 && ids.get(id);
  }

  /** A variable that could not be resolved has no id and is nobody's alias. */
  private static boolean add(BitSet ids, int id) {
    if (id < 0 || ids.get(id)) {
      return false;
    }
    ids.set(id);
    return true;
  }

  /** Locals and parameters that hold it, found by following assignments until nothing is new. */
  private void spread() {
    boolean grows = true;
    while (grows) {
      grows = false;
      for (At<Event.Assign> at : index.assigns()) {
        Value target = at.event().target();
        Value value = at.event().value();
        if (target instanceof Value.Local local && contains(value)) {
          grows |= add(locals, local.id());
        } else if (contains(target)
            && !(target instanceof Value.Element)
            && value instanceof Value.Local local
            && !isParameter(at.body(), local)) {
          // e = create(); this.executor = e;
          grows |= add(locals, local.id());
        } else if (contains(target) && value instanceof Value.Result result) {
          // (this.executor = create()).execute(..) and chains on what is stored.
          grows |= add(results, result.call());
        }
      }
      grows |= passToVisibleCallees();
      grows |= passThrough();
    }
  }

  /** Results of calls that hand on what they are given, and of methods that return it. */
  private boolean passThrough() {
    boolean grows = false;
    for (Map.Entry<Integer, Value> wrapping : index.wrapped().entrySet()) {
      if (contains(wrapping.getValue())) {
        grows |= add(results, wrapping.getKey());
      }
    }
    BitSet returning = new BitSet();
    for (At<Event.Return> at : index.returns()) {
      if (contains(at.event().value())) {
        returning.set(at.body().id());
      }
    }
    if (!returning.isEmpty()) {
      for (At<Event.Call> at : index.visibleCalls()) {
        Event.Call call = at.event();
        if (returning.get(call.body().getAsInt())
            && !call.isNew()
            && !index.wrapped().containsKey(call.id())) {
          grows |= add(results, call.id());
        }
      }
    }
    return grows;
  }

  private boolean passToVisibleCallees() {
    boolean grows = false;
    for (At<Event.Call> at : index.visibleCalls()) {
      Body callee = index.facts().body(at.event().body().getAsInt());
      for (int i = 0; i < at.event().arguments().size() && i < callee.parameters().size(); i++) {
        if (contains(at.event().arguments().get(i))) {
          grows |= add(locals, callee.parameters().get(i).id());
        }
      }
    }
    return grows;
  }

  /** What a setter gets is another object each time; a constructor runs once for its object. */
  private static boolean isParameter(Body body, Value.Local local) {
    return body.kind() != Body.Kind.CONSTRUCTOR && body.parameters().contains(local);
  }

  /** Another field keeps the value too. */
  boolean addField(FieldKey field) {
    if (!fields.add(field)) {
      return false;
    }
    spread();
    return true;
  }

  /** Whether a field or another object gets it. */
  boolean isStored() {
    return index.assigns().stream()
        .anyMatch(a -> !(a.event().target() instanceof Value.Local) && contains(a.event().value()));
  }

  /** The fields that get the value, each once, in the order of the code. */
  List<FieldKey> keepers() {
    return index.assigns().stream()
        .filter(a -> contains(a.event().value()))
        .map(a -> a.event().target())
        .filter(Value.Field.class::isInstance)
        .map(target -> ((Value.Field) target).key())
        .distinct()
        .toList();
  }

  /** Whether the class calls a method of one of these names on it. */
  boolean isCalled(Collection<String> methods) {
    return index.calls().stream()
        .anyMatch(
            c -> methods.contains(c.event().method().name()) && contains(c.event().receiver()));
  }

  /** Whether any code of the class returns it. */
  boolean isReturned() {
    return index.returns().stream().anyMatch(r -> contains(r.event().value()));
  }

  /** Whether a field that code elsewhere may see keeps it: a subclass may end it. */
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

  boolean contains(Value value) {
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

  static boolean isRequireNonNull(MethodKey method) {
    return (method.owner().equals("java.util.Objects")
            && method.name().startsWith("requireNonNull"))
        || method.name().equals("checkNotNull");
  }
}
