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
import dev.loosethread.model.ownership.ProcessLife;
import dev.loosethread.model.tasks.TaskBodies;
import dev.loosethread.model.tasks.ThrownExceptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker that takes item after item, and that the first item which throws ends silently, while
 * other threads keep adding items.
 */
public final class WorkerLoopMayDieRule implements Rule {
  private static final Set<String> ANY_FAILURE =
      Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Throwable");

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
          && !index.get(ProcessLife.KEY).isExample(body.owner())
          && isLeftToItself(index, body, new HashSet<>())) {
        check(index, body, findings);
      }
    }
    return findings.stream();
  }

  /** Returns whether nothing around the code reacts to an exception, or runs it again. */
  private static boolean isLeftToItself(ClassIndex index, Body body, Set<Body> seen) {
    return seen.add(body)
        && index.callersOf(body).stream()
            .allMatch(
                at ->
                    index.get(TaskBodies.KEY).contains(at.body())
                        && !Paths.isInCycle(at.body().flow(), at.node().id())
                        && at.node().successors().stream()
                            .filter(e -> e.exception().equals(Flow.UNCHECKED))
                            .filter(e -> !isExpected(at.body().flow().node(e.target()).event()))
                            .allMatch(
                                e ->
                                    leavesSilently(
                                        index,
                                        at.body().flow(),
                                        e.target(),
                                        new BitSet(),
                                        true,
                                        false))
                        && isLeftToItself(index, at.body(), seen));
  }

  private void check(ClassIndex index, Body body, List<Finding> findings) {
    for (Flow.Loop loop : body.flow().loops()) {
      // A loop with a fixed number of iterations is not a worker.
      if (loop.kind() == Flow.LoopKind.FOR_EACH
          || (loop.kind() == Flow.LoopKind.FOR && !loop.constantTrue())) {
        continue;
      }
      BitSet nodes = index.loops(body).nodes(loop.header());
      if (isInAnother(index, body, loop) || !waitsForItems(index, body, nodes)) {
        continue;
      }
      Optional<Finding> finding = finding(index, body, loop, nodes);
      if (finding.isPresent()) {
        findings.add(finding.get());
        return;
      }
    }
  }

  /** An exception that leaves an inner loop may well stay in the outer one. */
  private static boolean isInAnother(ClassIndex index, Body body, Flow.Loop loop) {
    return body.flow().loops().stream()
        .anyMatch(
            outer ->
                outer.header() != loop.header()
                    && index.loops(body).nodes(outer.header()).get(loop.header()));
  }

  /**
   * Returns whether the loop waits for the next item. One that takes all there are and ends has
   * nobody who relies on it, and one that only waits after a failure tries something again.
   */
  private static boolean waitsForItems(ClassIndex index, Body body, BitSet nodes) {
    return nodes.stream()
        .mapToObj(body.flow()::node)
        .anyMatch(
            n ->
                n.event() instanceof Event.Call call
                    && n.handler().isEmpty()
                    && index.library().isSource(call.method())
                    && !onlyLooks(call));
  }

  /** {@code poll()} without a time, and {@code drainTo}, take what there is. */
  private static boolean onlyLooks(Event.Call call) {
    String name = call.method().name();
    return name.startsWith("drain") || (name.startsWith("poll") && call.arguments().isEmpty());
  }

  private Optional<Finding> finding(ClassIndex index, Body body, Flow.Loop loop, BitSet nodes) {
    Event.Call work = null;
    Culprit first = null;
    boolean isOnly = true;
    for (int id = nodes.nextSetBit(0); id >= 0 && isOnly; id = nodes.nextSetBit(id + 1)) {
      Node node = body.flow().node(id);
      Optional<Culprit> culprit = culprit(index, body.flow(), node, nodes);
      if (culprit.isPresent() && first == null) {
        work = (Event.Call) node.event();
        first = culprit.get();
      } else {
        isOnly = culprit.isEmpty();
      }
    }
    return first == null || work == null
        ? Optional.empty()
        : Optional.of(
            new Finding(
                pattern(),
                loop.site(),
                first.message(body),
                new Remedy.CatchInLoop(work.site(), loop.site(), first.isThrownOn(), isOnly)));
  }

  /** Returns what is wrong with a node, if it is a call that may end the worker. */
  private static Optional<Culprit> culprit(ClassIndex index, Flow flow, Node node, BitSet loop) {
    return node.event() instanceof Event.Call call && !index.library().isSource(call.method())
        ? culprit(index, new ThrownExceptions(index), flow, node, call, loop)
            .or(() -> beyondSurvivor(index, flow, node, call, loop))
        : Optional.empty();
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
      if (isUnchecked && isExpected(flow.node(edge.target()).event())) {
        continue;
      }
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

  /** Whoever names an unchecked exception in a handler knows what becomes of the loop then. */
  private static boolean isExpected(@Nullable Event event) {
    return event instanceof Event.Catch handler
        && handler.types().stream().noneMatch(ANY_FAILURE::contains);
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
        && passed.stream().noneMatch(node -> isThrownOnPurpose(index, node, passed))
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

  /** Whoever logs what is caught and then throws it on wants the worker to end with it. */
  private static boolean isThrownOnPurpose(ClassIndex index, Node thrown, List<Node> passed) {
    return isThrow(thrown)
        && thrown.handler().isPresent()
        && passed.stream()
            .anyMatch(
                node ->
                    node.handler().equals(thrown.handler())
                        && node.event() instanceof Event.Call call
                        && index.library().isLogging(call.method()));
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
