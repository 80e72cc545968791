package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of a class may be the one that a field or a creating call holds. */
final class Aliases {
  private static final int MAX_DEPTH = 6;

  private final FactsIndex index;
  private final Catalogue catalogue;
  private final Set<FieldKey> fields = new HashSet<>();
  private final Set<Integer> results = new HashSet<>();
  private final Set<Integer> locals = new HashSet<>();

  /** Whether a method returns it, as far as known since something was added. */
  private final Map<Integer, Boolean> returnsIt = new HashMap<>();

  private Aliases(FactsIndex index, Catalogue catalogue) {
    this.index = index;
    this.catalogue = catalogue;
  }

  static Aliases ofField(FactsIndex index, Catalogue catalogue, FieldKey field) {
    Aliases aliases = new Aliases(index, catalogue);
    aliases.fields.add(field);
    aliases.spread();
    return aliases;
  }

  static Aliases ofResult(FactsIndex index, Catalogue catalogue, int call) {
    Aliases aliases = new Aliases(index, catalogue);
    aliases.results.add(call);
    aliases.spread();
    return aliases;
  }

  static Aliases ofLocal(FactsIndex index, Catalogue catalogue, int local) {
    Aliases aliases = new Aliases(index, catalogue);
    aliases.locals.add(local);
    aliases.spread();
    return aliases;
  }

  /** Locals and parameters that hold it, found by following assignments until nothing is new. */
  private void spread() {
    boolean grows = true;
    while (grows) {
      grows = false;
      returnsIt.clear();
      for (At<Event.Assign> at : index.assigns()) {
        Value target = at.event().target();
        Value value = at.event().value();
        if (target instanceof Value.Local local && contains(value)) {
          grows |= locals.add(local.id());
        } else if (contains(target)
            && !(target instanceof Value.Element)
            && value instanceof Value.Local local
            && !isParameter(at.body(), local)) {
          // e = create(); this.executor = e;
          grows |= locals.add(local.id());
        } else if (contains(target) && value instanceof Value.Result result) {
          // (this.executor = create()).execute(..) and chains on what is stored.
          grows |= results.add(result.call());
        }
      }
      grows |= passToVisibleCallees();
    }
  }

  private boolean passToVisibleCallees() {
    boolean grows = false;
    for (At<Event.Call> at : index.calls()) {
      if (at.event().body().isEmpty()) {
        continue;
      }
      Body callee = index.facts().body(at.event().body().getAsInt());
      for (int i = 0; i < at.event().arguments().size() && i < callee.parameters().size(); i++) {
        if (contains(at.event().arguments().get(i))) {
          grows |= locals.add(callee.parameters().get(i).id());
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
    return contains(value, 0);
  }

  private boolean contains(Value value, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (value instanceof Value.Field field) {
      return fields.contains(field.key());
    }
    if (value instanceof Value.Local local) {
      return locals.contains(local.id());
    }
    if (value instanceof Value.Choice choice) {
      for (Value alternative : choice.alternatives()) {
        if (contains(alternative, depth + 1)) {
          return true;
        }
      }
      return false;
    }
    if (value instanceof Value.Element element) {
      return contains(element.container(), depth + 1);
    }
    if (value instanceof Value.Result result) {
      return results.contains(result.call()) || isPassedThrough(result, depth);
    }
    return false;
  }

  private boolean isPassedThrough(Value.Result result, int depth) {
    At<Event.Call> at = index.call(result.call());
    if (at == null) {
      return false;
    }
    MethodKey method = at.event().method();
    Integer wrapped =
        isRequireNonNull(method)
            ? Integer.valueOf(0)
            : catalogue.decoratedArgument(method).orElse(null);
    if (wrapped != null && wrapped < at.event().arguments().size()) {
      return contains(at.event().arguments().get(wrapped), depth + 1);
    }
    if (at.event().body().isEmpty() || at.event().isNew()) {
      return false;
    }
    return returnsIt(at.event().body().getAsInt(), depth);
  }

  private boolean returnsIt(int callee, int depth) {
    Boolean known = returnsIt.get(callee);
    if (known != null) {
      return known;
    }
    // Of a method that calls itself, the other ways tell.
    returnsIt.put(callee, false);
    for (At<Event.Return> r : index.returnsOf(callee)) {
      if (contains(r.event().value(), depth + 1)) {
        returnsIt.put(callee, true);
        return true;
      }
    }
    return false;
  }

  static boolean isRequireNonNull(MethodKey method) {
    return (method.owner().equals("java.util.Objects")
            && method.name().startsWith("requireNonNull"))
        || method.name().equals("checkNotNull");
  }
}
