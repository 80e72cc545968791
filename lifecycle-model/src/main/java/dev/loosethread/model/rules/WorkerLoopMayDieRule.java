package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.ExceptionPolicy;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.tasks.TaskBodies;
import dev.loosethread.model.tasks.ThrownExceptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A worker that takes item after item, and that the first item which throws ends for good, without
 * a word to whoever goes on to hand items in.
 */
public final class WorkerLoopMayDieRule implements Rule {
  /** What makes the loop end; {@code survivor} is the one failure that it lives through, or "". */
  private record Culprit(String name, boolean isThrownOn, String survivor) {
    String message(Body body) {
      String ends =
          " ends the loop of "
              + Messages.name(body)
              + " and with it the worker, for all items to come; catch it inside the loop";
      return survivor.isEmpty()
          ? "the first item that fails (" + name + ")" + ends
          : "the loop goes on after a "
              + survivor
              + ", but any other failure of its work ("
              + name
              + ")"
              + ends;
    }
  }

  @Override
  public Pattern pattern() {
    return Pattern.WORKER_LOOP_MAY_DIE;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    for (Body body : index.facts().bodies()) {
      if (!body.flow().loops().isEmpty()
          && !body.isOpaque()
          && index.get(TaskBodies.KEY).contains(body)
          && index.callersOf(body).isEmpty()) {
        check(index, body, findings);
      }
    }
    return findings.stream();
  }

  private void check(ClassIndex index, Body body, List<Finding> findings) {
    for (Flow.Loop loop : body.flow().loops()) {
      // What is done a number of times is no worker.
      if (loop.kind() == Flow.LoopKind.FOR_EACH
          || (loop.kind() == Flow.LoopKind.FOR && !loop.constantTrue())) {
        continue;
      }
      BitSet nodes = index.loops(body).nodes(loop.header());
      if (!waitsForItems(index, body, nodes)) {
        continue;
      }
      Optional<Finding> finding = finding(index, body, loop, nodes);
      if (finding.isPresent()) {
        findings.add(finding.get());
        return;
      }
    }
  }

  private static boolean waitsForItems(ClassIndex index, Body body, BitSet nodes) {
    return nodes.stream()
        .mapToObj(body.flow()::node)
        .anyMatch(
            n -> n.event() instanceof Event.Call call && index.library().isSource(call.method()));
  }

  private Optional<Finding> finding(ClassIndex index, Body body, Flow.Loop loop, BitSet nodes) {
    ThrownExceptions throwing = new ThrownExceptions(index);
    for (int id = nodes.nextSetBit(0); id >= 0; id = nodes.nextSetBit(id + 1)) {
      Node node = body.flow().node(id);
      if (!(node.event() instanceof Event.Call call) || index.library().isSource(call.method())) {
        continue;
      }
      Optional<Culprit> culprit =
          culprit(index, throwing, body.flow(), node, call, nodes)
              .or(() -> beyondSurvivor(index, body.flow(), node, call, nodes));
      if (culprit.isPresent()) {
        return Optional.of(
            new Finding(
                pattern(),
                loop.site(),
                culprit.get().message(body),
                new Remedy.CatchInLoop(call.site(), loop.site(), culprit.get().isThrownOn())));
      }
    }
    return Optional.empty();
  }

  /**
   * What of the node leaves the loop while nothing but logs hears of it. A checked exception counts
   * if a handler turns it into an unchecked one: any other that leaves was meant to.
   */
  private static Optional<Culprit> culprit(
      ClassIndex index,
      ThrownExceptions throwing,
      Flow flow,
      Node thrower,
      Event.Call call,
      BitSet loop) {
    for (Edge edge : thrower.successors()) {
      if (edge.kind() != Kind.EXCEPTION
          || edge.exception().equals(LoopExits.INTERRUPTED)
          || catchesErrors(index, flow.node(edge.target()).event())) {
        continue;
      }
      boolean isUnchecked = edge.exception().equals(Flow.UNCHECKED);
      if (leavesSilently(index, flow, edge.target(), loop, isUnchecked, false)) {
        Optional<Culprit> culprit =
            isUnchecked
                ? throwing.outOf(call).map(name -> new Culprit(name, false, ""))
                : Optional.of(
                    new Culprit("a failure of " + Messages.name(call) + " is thrown on", true, ""));
        if (culprit.isPresent()) {
          return culprit;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A handler inside the loop that lives through one unchecked exception says that the work is
   * known to fail at times; whatever else it throws ends the worker.
   */
  private static Optional<Culprit> beyondSurvivor(
      ClassIndex index, Flow flow, Node thrower, Event.Call call, BitSet loop) {
    List<Edge> unchecked =
        thrower.successors().stream()
            .filter(e -> e.kind() == Kind.EXCEPTION)
            .filter(e -> e.exception().equals(Flow.UNCHECKED))
            .toList();
    Optional<String> survivor =
        unchecked.stream()
            .filter(e -> loop.get(e.target()) && triesAgain(index, flow, e.target()))
            .flatMap(e -> survived(index, flow.node(e.target()).event()))
            .findFirst();
    return survivor.isPresent()
            && unchecked.stream()
                .filter(e -> !(flow.node(e.target()).event() instanceof Event.Catch))
                .anyMatch(e -> leavesSilently(index, flow, e.target(), loop, true, true))
        ? ThrownExceptions.suspicious(index)
            .outOf(call)
            .map(name -> new Culprit(name, false, survivor.get()))
        : Optional.empty();
  }

  /** Whether the handler only waits or tells of the failure; what else it does may end the loop. */
  private static boolean triesAgain(ClassIndex index, Flow flow, int handler) {
    List<Event> inside = flow.handledBy(handler).map(Node::event).toList();
    return inside.stream()
            .noneMatch(
                e ->
                    e instanceof Event.Assign
                        || (e instanceof Event.Call call && call.body().isPresent()))
        && inside.stream()
            .anyMatch(
                e ->
                    e instanceof Event.Call call
                        && (index.library().isSource(call.method())
                            || index.library().isLogging(call.method())));
  }

  private static Stream<String> survived(ClassIndex index, Event event) {
    return event instanceof Event.Catch handler
            && handler.types().stream().allMatch(t -> isOneOfMany(index, t))
        ? handler.types().stream().map(t -> t.substring(t.lastIndexOf('.') + 1)).limit(1)
        : Stream.empty();
  }

  /** Whether the exception is one of several that have an unchecked one of their own above them. */
  private static boolean isOneOfMany(ClassIndex index, String type) {
    return index.facts().hierarchy().supertypes(type).stream()
        .anyMatch(
            t ->
                !t.equals(type)
                    && !t.startsWith("java.")
                    && index.facts().hierarchy().isUnchecked(t));
  }

  /** What catches only errors, such as a ThreadDeath, is passed by all that a task may throw. */
  private static boolean catchesErrors(ClassIndex index, Event event) {
    return event instanceof Event.Catch handler
        && handler.types().stream()
            .allMatch(t -> index.facts().hierarchy().isSubtype(t, "java.lang.Error"));
  }

  /**
   * Returns whether what is thrown to {@code start} leaves the loop while nothing but logs hears of
   * it.
   *
   * @param mayCleanUp whether what a finally block does on the way out is no answer to a failure
   */
  private static boolean leavesSilently(
      ClassIndex index,
      Flow flow,
      int start,
      BitSet loop,
      boolean isUnchecked,
      boolean mayCleanUp) {
    List<Node> passed = passed(flow, start);
    for (Node node : passed) {
      boolean isHandler = node.event() instanceof Event.Catch;
      if (loop.get(node.id()) && node.event() != null && !isHandler) {
        // A handler inside the loop: it goes on.
        return false;
      }
      if (!(mayCleanUp && node.inFinally()) && answers(index, node.event())) {
        return false;
      }
    }
    return (isUnchecked || passed.stream().anyMatch(WorkerLoopMayDieRule::isThrow))
        && passed.stream().noneMatch(node -> leavesOnPurpose(flow, node, loop));
  }

  private static List<Node> passed(Flow flow, int start) {
    BitSet starts = new BitSet();
    starts.set(start);
    return Paths.reachable(flow, starts, n -> true, ExceptionPolicy.thrown()).stream()
        .mapToObj(flow::node)
        .toList();
  }

  /** Returns whether the event cleans up, tells somebody of the failure, or starts another. */
  private static boolean answers(ClassIndex index, Event event) {
    return event instanceof Event.Assign
        || (event instanceof Event.Call call
            && !call.isNew()
            && !index.library().isLogging(call.method()));
  }

  private static boolean isThrow(Node node) {
    return node.event() instanceof Event.Throw;
  }

  /** Returns whether a handler inside the loop leaves it without throwing on what it caught. */
  private static boolean leavesOnPurpose(Flow flow, Node handler, BitSet loop) {
    // Nodes are in the order of the source.
    return handler.event() instanceof Event.Catch
        && handler.id() < loop.length()
        && passed(flow, handler.id()).stream().noneMatch(WorkerLoopMayDieRule::isThrow);
  }
}
