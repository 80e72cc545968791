package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Mentions;
import dev.loosethread.model.index.Mentions.Atom;
import dev.loosethread.model.index.ValueIndex;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Tells whether a private field belongs to a start: the start needs it set, or whoever starts the
 * object sets it too, such as a factory, a builder or a subclass.
 */
final class FieldOrder {
  private final ClassIndex index;
  private final FieldKey field;
  private final Body end;

  /**
   * @param end the end method, which may only forget what the field had
   */
  FieldOrder(ClassIndex index, FieldKey field, Body end) {
    this.index = index;
    this.field = field;
    this.end = end;
  }

  /** Returns whether the start, or code of the class that starts an object, sets or reads it. */
  boolean isSetWith(Body start, TypeFacts type) {
    BitSet started = withCreated(index.reach(start));
    boolean isForSubclasses =
        start.kind() != Body.Kind.METHOD && type.modifiers().contains(Modifier.ABSTRACT);
    return isForSubclasses
        || started.intersects(setting())
        || started.intersects(reading())
        || index.facts().bodies().stream()
            .filter(body -> index.reach(body).intersects(setting()))
            .anyMatch(body -> starts(body, start));
  }

  /** Returns whether another class that starts an object calls a method that sets it. */
  boolean isSetByOthersWith(Body start) {
    return index.facts().bodies().stream()
        .filter(body -> body.kind() == Body.Kind.METHOD && !body.is(Modifier.PRIVATE))
        .filter(body -> index.reach(body).intersects(setting()))
        .anyMatch(
            setter ->
                index
                    .facts()
                    .compilation()
                    .callersOf(setter.key(), Set.of(setter.key().name()))
                    .stream()
                    .map(index::indexOf)
                    .anyMatch(other -> callsBoth(other, setter, start)));
  }

  private static boolean callsBoth(ClassIndex other, Body setter, Body start) {
    return other.calls().stream().anyMatch(at -> isCall(at.event(), setter, other))
        && other.calls().stream().anyMatch(at -> isStart(at.event(), start, other));
  }

  private boolean starts(Body body, Body start) {
    return index.callsIn(index.reach(body)).anyMatch(at -> isStart(at.event(), start, index));
  }

  /** Also the call of a constructor that only a subclass can make. */
  private static boolean isStart(Event.Call call, Body start, ClassIndex index) {
    return start.kind() == Body.Kind.METHOD
        ? isCall(call, start, index)
        : call.method().isConstructor() && call.method().owner().equals(start.owner());
  }

  private static boolean isCall(Event.Call call, Body method, ClassIndex index) {
    return call.method().name().equals(method.key().name())
        && (index.hierarchy().isSubtype(call.method().owner(), method.owner())
            || index.hierarchy().isSubtype(method.owner(), call.method().owner()));
  }

  /** With the code of the objects that it creates: tasks and listeners. */
  private BitSet withCreated(BitSet reach) {
    BitSet all = (BitSet) reach.clone();
    index
        .callsIn(reach)
        .map(At::event)
        .filter(Event.Call::isNew)
        .flatMap(call -> index.declarations().bodiesOf(call.createdType()).stream())
        .forEach(body -> all.or(index.reach(body)));
    return all;
  }

  private BitSet setting() {
    BitSet bodies = new BitSet();
    index.assignsTo(field).stream()
        .filter(at -> at.body() != end)
        .forEach(at -> bodies.set(at.body().id()));
    return bodies;
  }

  private BitSet reading() {
    ValueIndex values = index.values();
    Atom atom = new Atom.Field(field);
    BitSet bodies = new BitSet();
    add(bodies, values.calls(), atom, index.calls());
    add(bodies, values.assigned(), atom, index.assigns());
    add(bodies, values.returned(), atom, index.returns());
    add(bodies, values.closed(), atom, index.autoCloses());
    index.facts().bodies().stream().filter(this::tests).forEach(body -> bodies.set(body.id()));
    return bodies;
  }

  private static <E extends Event> void add(
      BitSet bodies, Mentions mentions, Atom atom, List<At<E>> events) {
    mentions.of(atom).forEach(i -> bodies.set(events.get(i).body().id()));
  }

  private boolean tests(Body body) {
    return body.flow().nodes().stream()
        .flatMap(
            node ->
                node.event() instanceof Event.Branch branch
                    ? branch.test().values().stream()
                    : Stream.<Value>empty())
        .anyMatch(value -> value instanceof Value.Field read && read.key().equals(field));
  }
}
