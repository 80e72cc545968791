package dev.loosethread.model.index;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;

/** The origin of a value, as far as one class shows it. */
public sealed interface Source {

  /** Code in this class: a lambda or a method reference. */
  record Code(Value function) implements Source {}

  /** An instance creation, or a call that the catalogue knows to create a thread owner. */
  record Created(At<Event.Call> by) implements Source {}

  /** The result of an unknown method of another class. */
  record Returned(At<Event.Call> by) implements Source {}

  /** The object that runs the code. */
  record Self(Value.This object) implements Source {}

  /** An argument that callers outside the class may choose. */
  record HandedIn(Value.Local parameter) implements Source {}

  /** Anything else: a field that nothing assigns, another object's state, a constant. */
  record Unseen(Value value) implements Source {}
}
