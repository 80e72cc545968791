package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Loops;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A task that counts a latch down only if its work did not throw, while somebody waits for ever.
 */
public final class CountDownNotInFinallyRule implements Rule {
  private static final String LATCH = "java.util.concurrent.CountDownLatch";

  @Override
  public Pattern pattern() {
    return Pattern.COUNT_DOWN_NOT_IN_FINALLY;
  }

  @Override
  public Stream<Finding> check(FactsIndex index) {
    List<Finding> findings = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (At<Event.Call> at : index.calls()) {
      if (isCall(at.event(), "countDown")
          && !at.node().inFinally()
          && index.tasks().contains(at.body())
          && isWaitedForWithoutLimit(index, at)
          && seen.add(at.event().site())) {
        skipping(index, at).ifPresent(culprit -> findings.add(finding(at, culprit)));
      }
    }
    return findings.stream();
  }

  private static boolean isCall(Event.Call call, String name) {
    return call.method().owner().equals(LATCH)
        && call.method().name().equals(name)
        && call.method().parameters().isEmpty();
  }

  private static boolean isWaitedForWithoutLimit(FactsIndex index, At<Event.Call> countDown) {
    return index.calls().stream()
        .anyMatch(
            c ->
                isCall(c.event(), "await")
                    && c.body() != countDown.body()
                    && isSame(c.event().receiver(), countDown.event().receiver()));
  }

  private static boolean isSame(Value a, Value b) {
    if (a instanceof Value.Field f && b instanceof Value.Field g) {
      return f.key().equals(g.key());
    }
    return a instanceof Value.Local && a.equals(b);
  }

  /** What comes before the count and may throw past every count of the latch. */
  private static Optional<String> skipping(FactsIndex index, At<Event.Call> countDown) {
    Body body = countDown.body();
    Flow flow = body.flow();
    BitSet counts = new BitSet();
    for (Node node : flow.nodes()) {
      if (node.event() instanceof Event.Call call
          && isCall(call, "countDown")
          && isSame(call.receiver(), countDown.event().receiver())) {
        counts.set(node.id());
      }
    }
    // What only a loop's next round reaches comes after the count.
    BitSet before = Loops.reachable(flow, 0, n -> !counts.get(n.id()));
    Throwing throwing = Throwing.suspicious(index);
    for (Node node : flow.nodes()) {
      if (!counts.get(node.id())
          && before.get(node.id())
          && StartGuards.reaches(flow, node.id(), countDown.node().id(), -1, false)
          && throwsPast(flow, node, counts)) {
        Optional<String> culprit = throwing.outOf(node.event());
        if (culprit.isPresent()) {
          return culprit;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean throwsPast(Flow flow, Node thrower, BitSet counts) {
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    for (Edge edge : thrower.successors()) {
      if (edge.kind() == Kind.EXCEPTION) {
        work.add(edge.target());
      }
    }
    while (!work.isEmpty()) {
      int id = work.poll();
      if (seen.get(id) || counts.get(id)) {
        continue;
      }
      seen.set(id);
      for (Edge edge : flow.node(id).successors()) {
        // What a handler or finally block throws in its turn is one failure too many.
        if (edge.kind() != Kind.EXCEPTION || flow.node(id).event() == null) {
          work.add(edge.target());
        }
      }
    }
    return seen.get(flow.exit()) || seen.get(flow.throwExit());
  }

  private Finding finding(At<Event.Call> at, String culprit) {
    Value latch = at.event().receiver();
    String name =
        latch instanceof Value.Field field
            ? field.key().name()
            : latch instanceof Value.Local local ? local.name() : "the latch";
    return new Finding(
        pattern(),
        at.event().site(),
        "if the work before it fails ("
            + culprit
            + "), "
            + name
            + " is not counted down and who awaits it waits for ever; count down in a finally block",
        new Remedy.MoveToFinally(at.event().site()));
  }
}
