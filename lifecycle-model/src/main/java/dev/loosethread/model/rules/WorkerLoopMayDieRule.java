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
import org.jspecify.annotations.Nullable;

/**
 * A worker that takes item after item, and that the first item which throws ends silently, while
 * other threads keep adding items.
 */
public final class WorkerLoopMayDieRule implements Rule {
  /**
   * The cause that ends the loop; {@code survivor} is the exception that the loop survives, or "".
   */
  private record Culprit(String name, boolean isThrownOn, String survivor) {
    String message(Body body) {
      String ends =
          " ends the loop in "
              + Messages.name(body)
              + " and with it the worker, so later items are never processed; catch the"
              + " exception inside the loop";
      return survivor.isEmpty()
          ? "the first item that fails (" + name + ")" + ends
          : "the loop survives a " + survivor + ", but any other exception (" + name + ")" + ends;
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
      // A loop with a fixed number of iterations is not a worker.
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
   * Returns the exception of the node that exits the loop without any reaction but a log entry. A
   * checked exception counts only if a handler turns it into an unchecked one: any other is meant
   * to exit the loop.
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
                    new Culprit("a failure of " + Messages.name(call) + " is rethrown", true, ""));
        if (culprit.isPresent()) {
          return culprit;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A handler inside the loop that catches one unchecked exception shows that the work is expected
   * to fail; any other exception of the work ends the worker.
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

  /**
   * Returns whether the handler only waits or logs the failure; any other action may end the loop.
   */
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

  private static Stream<String> survived(ClassIndex index, @Nullable Event event) {
    return event instanceof Event.Catch handler
            && handler.types().stream().allMatch(t -> isOneOfMany(index, t))
        ? handler.types().stream().map(t -> t.substring(t.lastIndexOf('.') + 1)).limit(1)
        : Stream.empty();
  }

  /**
   * Returns whether the exception has an unchecked supertype of the same library with other
   * subtypes.
   */
  private static boolean isOneOfMany(ClassIndex index, String type) {
    return index.facts().hierarchy().supertypes(type).stream()
        .anyMatch(
            t ->
                !t.equals(type)
                    && !t.startsWith("java.")
                    && index.facts().hierarchy().isUnchecked(t));
  }

  /**
   * Returns whether the handler catches only errors, such as a ThreadDeath, so that exceptions pass
   * it.
   */
  private static boolean catchesErrors(ClassIndex index, @Nullable Event event) {
    return event instanceof Event.Catch handler
        && handler.types().stream()
            .allMatch(t -> index.facts().hierarchy().isSubtype(t, "java.lang.Error"));
  }

  /**
   * Returns whether an exception thrown to {@code start} exits the loop without any reaction but a
   * log entry.
   *
   * @param mayCleanUp whether the code of a finally block does not count as a reaction
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
        // A handler inside the loop: the loop continues.
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

  /** Returns whether the event cleans up, reports the failure, or starts another worker. */
  private static boolean answers(ClassIndex index, @Nullable Event event) {
    return event instanceof Event.Assign
        || (event instanceof Event.Call call
            && !call.isNew()
            && !index.library().isLogging(call.method()));
  }

  private static boolean isThrow(Node node) {
    return node.event() instanceof Event.Throw;
  }

  /** Returns whether a handler inside the loop exits it without rethrowing the exception. */
  private static boolean leavesOnPurpose(Flow flow, Node handler, BitSet loop) {
    // Nodes are in the order of the source.
    return handler.event() instanceof Event.Catch
        && handler.id() < loop.length()
        && passed(flow, handler.id()).stream().noneMatch(WorkerLoopMayDieRule::isThrow);
  }
}
