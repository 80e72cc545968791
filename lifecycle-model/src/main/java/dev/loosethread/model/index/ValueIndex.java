package dev.loosethread.model.index;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;
import java.util.List;

/**
 * An index from values to the events that use them; the places are those in the lists of the index.
 */
public final class ValueIndex {
  private final Mentions calls = new Mentions();
  private final Mentions passed = new Mentions();
  private final Mentions assigned = new Mentions();
  private final Mentions targets = new Mentions();
  private final Mentions returned = new Mentions();
  private final Mentions closed = new Mentions();
  private final Mentions references = new Mentions();
  private final Mentions wrapped = new Mentions();

  ValueIndex(ClassIndex index) {
    List<At<Event.Call>> allCalls = index.calls();
    for (int i = 0; i < allCalls.size(); i++) {
      calls.add(allCalls.get(i).event().receiver(), i);
      addAll(calls, allCalls.get(i).event().arguments(), i);
    }
    List<At<Event.Call>> visible = index.visibleCalls();
    for (int i = 0; i < visible.size(); i++) {
      addAll(passed, visible.get(i).event().arguments(), i);
    }
    List<At<Event.Assign>> assigns = index.assigns();
    for (int i = 0; i < assigns.size(); i++) {
      assigned.add(assigns.get(i).event().value(), i);
      targets.add(assigns.get(i).event().target(), i);
    }
    List<At<Event.Return>> returns = index.returns();
    for (int i = 0; i < returns.size(); i++) {
      returned.add(returns.get(i).event().value(), i);
    }
    List<At<Event.AutoClose>> closes = index.autoCloses();
    for (int i = 0; i < closes.size(); i++) {
      closed.add(closes.get(i).event().resource(), i);
    }
    List<ReferenceAt> all = index.references();
    for (int i = 0; i < all.size(); i++) {
      addReceivers(all.get(i).value(), i);
    }
    index.wrapped().forEach((call, value) -> wrapped.add(value, call));
  }

  private static void addAll(Mentions mentions, List<Value> values, int place) {
    for (Value value : values) {
      mentions.add(value, place);
    }
  }

  private void addReceivers(Value value, int place) {
    if (value instanceof Value.MethodReference reference) {
      references.add(reference.receiver(), place);
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(alternative -> addReceivers(alternative, place));
    }
  }

  /** The calls on a value, and those that take it as an argument. */
  public Mentions calls() {
    return calls;
  }

  /** The visible calls that take a value as an argument. */
  public Mentions passed() {
    return passed;
  }

  /** The assignments of a value. */
  public Mentions assigned() {
    return assigned;
  }

  /** The assignments to a value. */
  public Mentions targets() {
    return targets;
  }

  public Mentions returned() {
    return returned;
  }

  /** The ends of try statements that close a value. */
  public Mentions closed() {
    return closed;
  }

  /** The references to methods of a value. */
  public Mentions references() {
    return references;
  }

  /** The ids of calls that return a value, in no order. */
  public Mentions wrapped() {
    return wrapped;
  }
}
