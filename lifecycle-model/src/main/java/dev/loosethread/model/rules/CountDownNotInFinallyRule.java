package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.tasks.TaskBodies;
import dev.loosethread.model.tasks.ThrownExceptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task that counts down a latch only if its work does not throw, while another thread waits
 * forever.
 */
public final class CountDownNotInFinallyRule implements Rule {
  /**
   * An object that other threads wait for.
   *
   * @param signals the calls that wake them
   * @param waits the calls that wait without a timeout
   * @param undone the part of the message about the skipped signal
   */
  private record Signal(
      String type, Set<String> signals, Set<String> waits, String undone, String advice) {
    boolean isGivenBy(Event.Call call) {
      return call.method().owner().equals(type) && signals.contains(call.method().name());
    }

    boolean isAwaitedBy(Event.Call call) {
      // One argument is a number of permits or a phase, two are a timeout.
      return call.method().owner().equals(type)
          && waits.contains(call.method().name())
          && call.arguments().size() < 2;
    }
  }

  private static final Signal SEMAPHORE =
      new Signal(
          "java.util.concurrent.Semaphore",
          Set.of("release"),
          Set.of("acquire", "acquireUninterruptibly"),
          " is not released and threads that acquire it wait forever",
          "; release it in a finally block");

  /** By type, because every call is looked up here. */
  private static final Map<String, Signal> SIGNALS =
      Stream.of(
              new Signal(
                  "java.util.concurrent.CountDownLatch",
                  Set.of("countDown"),
                  Set.of("await"),
                  " is not counted down and threads that await it wait forever",
                  "; count down in a finally block"),
              new Signal(
                  "java.util.concurrent.Phaser",
                  Set.of("arrive", "arriveAndDeregister"),
                  Set.of("awaitAdvance", "arriveAndAwaitAdvance"),
                  " does not see this party arrive and threads that await it wait forever",
                  "; arrive in a finally block"),
              SEMAPHORE)
          .collect(Collectors.toUnmodifiableMap(Signal::type, s -> s));

  @Override
  public Pattern pattern() {
    return Pattern.COUNT_DOWN_NOT_IN_FINALLY;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (At<Event.Call> at : index.calls()) {
      Signal signal = signal(at.event());
      if (signal == null || at.node().inFinally()) {
        continue;
      }
      Optional<At<Event.Call>> taken = takenHere(index, signal, at);
      boolean isJudged =
          taken.isPresent()
              || (index.get(TaskBodies.KEY).contains(at.body())
                  && isWaitedForElsewhere(index, signal, at));
      if (isJudged && seen.add(at.event().site())) {
        skipping(index, signal, at, taken)
            .ifPresent(culprit -> findings.add(finding(signal, at, taken, culprit)));
      }
    }
    return findings.stream();
  }

  private static @Nullable Signal signal(Event.Call call) {
    Signal signal = SIGNALS.get(call.method().owner());
    return signal != null && signal.isGivenBy(call) ? signal : null;
  }

  private static boolean isWaitedForElsewhere(
      ClassIndex index, Signal signal, At<Event.Call> given) {
    return index.calls().stream()
        .anyMatch(
            c ->
                signal.isAwaitedBy(c.event())
                    && c.body() != given.body()
                    && isSame(c.event().receiver(), given.event().receiver()));
  }

  /** The acquisition of the permit that the same method releases. */
  private static Optional<At<Event.Call>> takenHere(
      ClassIndex index, Signal signal, At<Event.Call> given) {
    if (signal != SEMAPHORE) {
      return Optional.empty();
    }
    return index.calls().stream()
        .filter(c -> c.body() == given.body() && signal.isAwaitedBy(c.event()))
        .filter(c -> isSame(c.event().receiver(), given.event().receiver()))
        .filter(c -> Paths.reaches(given.body().flow(), c.node().id(), given.node().id()))
        .findFirst();
  }

  private static boolean isSame(Value a, Value b) {
    if (a instanceof Value.Field f && b instanceof Value.Field g) {
      return f.key().equals(g.key());
    }
    return a instanceof Value.Local && a.equals(b);
  }

  /**
   * Returns the code before the count-down that may throw and skip every count-down of the latch.
   */
  private static Optional<String> skipping(
      ClassIndex index, Signal signal, At<Event.Call> countDown, Optional<At<Event.Call>> taken) {
    Body body = countDown.body();
    Flow flow = body.flow();
    BitSet counts = new BitSet();
    for (Node node : flow.nodes()) {
      if (node.event() instanceof Event.Call call
          && signal.isGivenBy(call)
          && isSame(call.receiver(), countDown.event().receiver())) {
        counts.set(node.id());
      }
    }
    if (taken.isPresent() && held(flow, taken.get().node(), counts, false).get(flow.exit())) {
      // The method is meant to keep the permit.
      return Optional.empty();
    }
    // Nodes that only the next iteration reaches come after the count-down.
    BitSet before =
        taken
            .map(t -> held(flow, t.node(), counts, true))
            .orElseGet(() -> Paths.reachable(flow, 0, n -> !counts.get(n.id())));
    ThrownExceptions throwing = ThrownExceptions.suspicious(index);
    for (Node node : flow.nodes()) {
      if (!counts.get(node.id())
          && before.get(node.id())
          && Paths.reaches(flow, node.id(), countDown.node().id())
          && throwsPast(flow, node, counts)) {
        Optional<String> culprit = throwing.outOf(node.event());
        if (culprit.isPresent()) {
          return culprit;
        }
      }
    }
    return Optional.empty();
  }

  /** The nodes that run with the permit: an acquisition that throws has not taken one. */
  private static BitSet held(Flow flow, Node taking, BitSet counts, boolean withHandlers) {
    BitSet held =
        Paths.reachable(
            flow,
            Paths.targets(taking, e -> e.kind() != Kind.EXCEPTION),
            n -> !counts.get(n.id()) && n.id() != taking.id(),
            (n, e) -> withHandlers || e.kind() != Kind.EXCEPTION || n.event() == null);
    held.clear(taking.id());
    return held;
  }

  private static boolean throwsPast(Flow flow, Node thrower, BitSet counts) {
    // Once a handler is done and the work goes on as without the failure, this does not skip it.
    BitSet onward =
        Paths.reachable(
            flow,
            Paths.targets(thrower, e -> e.kind() != Kind.EXCEPTION),
            n -> !counts.get(n.id()),
            (n, e) -> e.kind() != Kind.EXCEPTION);
    BitSet seen =
        Paths.reachable(
            flow,
            Paths.targets(thrower, e -> e.kind() == Kind.EXCEPTION),
            n -> !counts.get(n.id()) && !(onward.get(n.id()) && mayCount(flow, n, counts)),
            // Exceptions of handlers and finally blocks are secondary failures.
            (n, e) -> e.kind() != Kind.EXCEPTION || n.event() == null);
    return seen.get(flow.exit()) || seen.get(flow.throwExit());
  }

  private static boolean mayCount(Flow flow, Node node, BitSet counts) {
    return counts.stream().anyMatch(count -> Paths.reaches(flow, node.id(), count));
  }

  private Finding finding(
      Signal signal, At<Event.Call> at, Optional<At<Event.Call>> taken, String culprit) {
    Value object = at.event().receiver();
    String name =
        object instanceof Value.Field field
            ? field.key().name()
            : object instanceof Value.Local local ? local.name() : "the object";
    return new Finding(
        pattern(),
        at.event().site(),
        "if the work before this call fails ("
            + culprit
            + "), "
            + name
            + signal.undone()
            + signal.advice(),
        new Remedy.MoveToFinally(at.event().site(), taken.map(t -> t.event().site())));
  }
}
