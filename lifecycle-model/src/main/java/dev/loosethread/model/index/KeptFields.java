package dev.loosethread.model.index;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.Mentions.Atom;
import java.util.stream.Stream;

/** Decides whether a class shares what a field holds with other code. */
public final class KeptFields {
  private final ClassIndex index;

  public KeptFields(ClassIndex index) {
    this.index = index;
  }

  /**
   * Returns whether the class itself creates what the private field holds, and does no more with it
   * than to call its methods.
   */
  public boolean isKept(FieldFacts field) {
    ValueIndex values = index.values();
    Atom atom = new Atom.Field(field.key());
    return field.isPrivate()
        && !index.assignsTo(field.key()).isEmpty()
        && index.assignsTo(field.key()).stream().allMatch(at -> isNew(at.event().value()))
        && Stream.of(values.assigned(), values.returned(), values.references(), values.wrapped())
            .allMatch(uses -> uses.of(atom).isEmpty())
        && values.calls().of(atom).stream()
            .map(i -> index.calls().get(i).event())
            .allMatch(call -> isOn(call, field));
  }

  private boolean isNew(Value value) {
    return index.callOf(value).filter(Event.Call::isNew).isPresent();
  }

  private static boolean isOn(Event.Call call, FieldFacts field) {
    return call.receiver() instanceof Value.Field receiver
        && receiver.key().equals(field.key())
        && call.arguments().stream()
            .noneMatch(a -> a instanceof Value.Field f && f.key().equals(field.key()));
  }
}
