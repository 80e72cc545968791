package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a start is refused after an end method: it needs one state, such as NEW, and the
 * end method leaves another, such as CLOSED, from which nothing leads back.
 */
final class RefusedStarts {
  private final ClassIndex index;

  RefusedStarts(ClassIndex index) {
    this.index = index;
  }

  /**
   * @param state a field that both methods change
   * @param ending the code that runs in the end method
   */
  boolean after(BitSet ending, Body start, FieldKey state) {
    Optional<Value> needed = neededBy(start, state);
    if (needed.isEmpty()) {
      return false;
    }
    List<Change> changes = changesOf(state);
    return changes.stream().anyMatch(change -> ending.get(change.body().id()))
        && changes.stream()
            .filter(change -> !isOfConstruction(change.body()))
            .noneMatch(change -> mayBe(change.value(), needed.get()));
  }

  private static boolean isOfConstruction(Body body) {
    return body.kind() == Body.Kind.INITIALIZER || body.kind() == Body.Kind.CONSTRUCTOR;
  }

  /** A place that gives the state a value. */
  private record Change(Body body, Value value) {}

  private List<Change> changesOf(FieldKey state) {
    List<Change> changes = new ArrayList<>();
    for (At<Event.Assign> at : index.assignsTo(state)) {
      changes.add(new Change(at.body(), at.event().value()));
    }
    for (At<Event.Call> at : index.callsOn(state)) {
      List<Value> arguments = at.event().arguments();
      if (!arguments.isEmpty() && !isEquals(at.event())) {
        changes.add(new Change(at.body(), arguments.get(arguments.size() - 1)));
      }
    }
    return changes;
  }

  private static boolean isEquals(Event.Call call) {
    return call.method().name().equals("equals");
  }

  /** Two constants differ; anything else may be the same. */
  private static boolean mayBe(Value value, Value needed) {
    return !isConstant(value) || isSame(value, needed);
  }

  private static boolean isConstant(Value value) {
    return value instanceof Value.Constant || (value instanceof Value.Field f && f.isStatic());
  }

  private static boolean isSame(Value one, Value other) {
    return (one instanceof Value.Field a && other instanceof Value.Field b)
        ? a.key().equals(b.key())
        : one.equals(other);
  }

  /** Returns the only value of the state with which the start does anything. */
  private Optional<Value> neededBy(Body start, FieldKey state) {
    for (Node node : start.flow().nodes()) {
      if (node.event() instanceof Event.Branch branch) {
        Optional<Needed> asked = asked(branch.test(), state);
        if (asked.isPresent() && isRefusing(start.flow(), node, asked.get().edge())) {
          return asked.map(Needed::value);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * @param edge the way that a test takes with the value
   */
  private record Needed(Value value, Kind edge) {}

  private Optional<Needed> asked(Test test, FieldKey state) {
    if (test instanceof Test.Compare compare) {
      Kind edge = compare.operator().equals("==") ? Kind.TRUE : Kind.FALSE;
      boolean isEquality = compare.operator().equals("==") || compare.operator().equals("!=");
      return isEquality
          ? Stream.of(
                  other(compare.left(), compare.right(), state),
                  other(compare.right(), compare.left(), state))
              .flatMap(Optional::stream)
              .findFirst()
              .map(value -> new Needed(value, edge))
          : Optional.empty();
    }
    return test instanceof Test.Truth truth
        ? index
            .callOf(truth.value())
            .filter(call -> comparesWithConstant(call, state))
            .map(call -> new Needed(call.arguments().get(0), Kind.TRUE))
        : Optional.empty();
  }

  /** {@code state.equals(NEW)}, {@code state.compareAndSet(NEW, STARTED)}. */
  private boolean comparesWithConstant(Event.Call call, FieldKey state) {
    int arguments = call.arguments().size();
    // An exchange that returns the old value is no test of it.
    boolean isExchange = index.library().isTransition(call.method()) && arguments == 2;
    return ((isEquals(call) && arguments == 1) || isExchange)
        && isState(call.receiver(), state)
        && isConstant(call.arguments().get(0));
  }

  private Optional<Value> other(Value read, Value constant, FieldKey state) {
    return isState(read, state) && isConstant(constant) ? Optional.of(constant) : Optional.empty();
  }

  /** {@code state}, {@code state.get()}. */
  private boolean isState(Value value, FieldKey state) {
    Value read = index.callOf(value).map(Event.Call::receiver).orElse(value);
    return read instanceof Value.Field field && field.key().equals(state);
  }

  /** Returns whether the other ways of the test only leave the method. */
  private static boolean isRefusing(Flow flow, Node test, Kind needed) {
    BitSet going = new BitSet();
    BitSet refused = new BitSet();
    for (Edge edge : test.successors()) {
      BitSet reached = Paths.reachable(flow, edge.target(), n -> true);
      (edge.kind() == needed ? going : refused).or(reached);
    }
    refused.and(going);
    return refused.stream().mapToObj(flow::node).noneMatch(RefusedStarts::does);
  }

  private static boolean does(Node node) {
    return node.event() instanceof Event.Call || node.event() instanceof Event.Assign;
  }
}
