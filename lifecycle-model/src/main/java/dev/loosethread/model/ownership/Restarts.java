package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;

/** Decides whether an object may be started again after one of its end methods. */
final class Restarts {
  private final ClassIndex index;
  private final Library library;

  Restarts(ClassIndex index) {
    this.index = index;
    this.library = index.library();
  }

  /**
   * Returns a method that may run again after the end method and that leads to new uses of the
   * owner in the field without creating a new one.
   */
  Optional<Body> startAfter(Body end, FieldFacts field) {
    boolean isManaged =
        index.facts().type(field.key().owner()).filter(library::isManagedLifecycle).isPresent();
    // A thread cannot be started twice (Thread.start javadoc).
    if (isManaged || isThread(field)) {
      return Optional.empty();
    }
    AliasSet aliases = OwnerUses.ofField(index, field.key()).aliases();
    BitSet ending = index.reach(end);
    return index.declarations().bodiesOf(field.key().owner()).stream()
        .filter(body -> body.kind() == Body.Kind.METHOD && !body.equals(end))
        .filter(body -> !body.is(Modifier.STATIC) && !body.is(Modifier.PRIVATE))
        .filter(start -> !renews(start, field))
        .filter(start -> isPossible(start, end, ending, uses(start, aliases)))
        .findFirst();
  }

  private boolean isThread(FieldFacts field) {
    return FieldOrigins.of(index, field.key()).creations().stream()
        .allMatch(creation -> creation.kind() == OwnerKind.THREAD);
  }

  private boolean uses(Body start, AliasSet aliases) {
    BitSet reach = index.reach(start);
    return aliases.calls().anyMatch(at -> reach.get(at.body().id()) && !isRelease(at.event()));
  }

  private boolean isRelease(Event.Call call) {
    return library.releasesReceiver(call.method());
  }

  /** Returns whether each call creates the owner anew, and not only if there is none yet. */
  private boolean renews(Body start, FieldFacts field) {
    BitSet reach = index.reach(start);
    return FieldOrigins.of(index, field.key()).storingBodies().stream()
        .anyMatch(body -> reach.get(body.id()) && !tested(body).contains(field.key()));
  }

  /**
   * @param usesOwner whether the method itself uses the owner; else other methods do after it
   */
  private boolean isPossible(Body start, Body end, BitSet ending, boolean usesOwner) {
    Set<FieldKey> tested = new HashSet<>();
    BitSet starting = index.reach(start);
    starting.stream().forEach(id -> tested.addAll(tested(index.facts().body(id))));
    Predicate<FieldKey> setByStart = field -> isChangedIn(starting, field);
    Predicate<FieldKey> setByEnd = field -> isChangedIn(ending, field);
    // A flag that the end method alone sets refuses further starts.
    if (tested.stream().anyMatch(setByEnd.and(setByStart.negate()))) {
      return false;
    }
    RefusedStarts refused = new RefusedStarts(index);
    if (tested.stream()
        .filter(setByEnd.and(setByStart))
        .anyMatch(field -> refused.after(ending, start, field))) {
      return false;
    }
    // A guard of the start that the end method resets.
    if (tested.stream().anyMatch(setByEnd.and(setByStart))) {
      return usesOwner || library.isStartName(start.key().name());
    }
    // A guard that stays set allows only one start.
    return usesOwner
        && library.isStartName(start.key().name())
        && tested.stream().noneMatch(setByStart)
        && (!library.isFinalEnd(end) || library.isReopening(start.key().name()));
  }

  /** The fields whose values decide a branch of the body. */
  private Set<FieldKey> tested(Body body) {
    Set<FieldKey> fields = new HashSet<>();
    for (Node node : body.flow().nodes()) {
      if (node.event() instanceof Event.Branch branch) {
        branch.test().values().forEach(value -> addFields(value, fields));
      }
    }
    return fields;
  }

  private void addFields(Value value, Set<FieldKey> into) {
    if (value instanceof Value.Field field) {
      into.add(field.key());
    } else if (value instanceof Value.Result) {
      index.callOf(value).ifPresent(call -> addFieldsOf(call, into));
    } else if (value instanceof Value.Local local) {
      for (Value assigned : index.valuesOf(local)) {
        if (assigned instanceof Value.Field field) {
          into.add(field.key());
        }
      }
    }
  }

  /** {@code started.compareAndSet(false, true)}, {@code thread.isAlive()}, {@code isRunning()}. */
  private void addFieldsOf(Event.Call call, Set<FieldKey> into) {
    if (call.receiver() instanceof Value.Field field) {
      into.add(field.key());
    }
    index.calledMethod(call).ifPresent(callee -> into.addAll(returned(callee)));
  }

  /** {@code isRunning()} stands for the field that it returns. */
  private Set<FieldKey> returned(Body method) {
    Set<FieldKey> fields = new HashSet<>();
    for (At<Event.Return> at : index.returnsOf(method.id())) {
      if (at.event().value() instanceof Value.Field field) {
        fields.add(field.key());
      }
    }
    return fields;
  }

  /** Returns whether the bodies assign the field, or call a method that changes an atomic one. */
  private boolean isChangedIn(BitSet bodies, FieldKey field) {
    List<At<Event.Assign>> assigned = index.assignsTo(field);
    return assigned.stream().anyMatch(at -> bodies.get(at.body().id()))
        || index.callsOn(field).stream()
            .anyMatch(
                at ->
                    bodies.get(at.body().id())
                        && (library.isTransition(at.event().method()) || isSetter(at.event())));
  }

  /** A method of an atomic variable that returns nothing sets it. */
  private static boolean isSetter(Event.Call call) {
    return call.method().owner().startsWith("java.util.concurrent.atomic.")
        && call.resultType().equals("void");
  }
}
