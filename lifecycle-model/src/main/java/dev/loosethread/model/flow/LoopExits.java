package dev.loosethread.model.flow;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.flow.Loops.Exit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The exits of one loop. */
public final class LoopExits {
  public static final String INTERRUPTED = "java.lang.InterruptedException";

  private final ClassFacts facts;
  private final Flow flow;
  private final BitSet nodes;
  private final List<Exit> planned;

  public LoopExits(ClassFacts facts, Body body, Loops loops, Flow.Loop loop) {
    this.facts = facts;
    this.flow = body.flow();
    this.nodes = loops.nodes(loop.header());
    this.planned =
        loops.exits(nodes).stream()
            .filter(e -> !e.isUnplanned() || isThrownByCallee(e) || isThrownThroughCleanup(e, loop))
            .toList();
  }

  /**
   * After a finally block, explicitly thrown exceptions look like those that any call may throw.
   */
  private boolean isThrownThroughCleanup(Exit exit, Flow.Loop loop) {
    return exit.from().event() == null
        && stream()
            .filter(n -> n.event() instanceof Event.Throw)
            .anyMatch(
                n ->
                    Paths.reachable(
                            flow,
                            n.id(),
                            m -> m.id() != loop.header() && !(m.event() instanceof Event.Catch))
                        .get(exit.from().id()));
  }

  /** An unchecked exception that a method of this class throws explicitly is an exit. */
  private boolean isThrownByCallee(Exit exit) {
    return exit.from().event() instanceof Event.Call call && throwsOnPurpose(call, new HashSet<>());
  }

  private boolean throwsOnPurpose(Event.Call call, Set<Integer> seen) {
    if (call.body().isEmpty() || !seen.add(call.body().getAsInt())) {
      return false;
    }
    return facts.body(call.body().getAsInt()).flow().nodes().stream()
        .map(Node::event)
        .anyMatch(
            e ->
                (e instanceof Event.Throw t && facts.hierarchy().isUnchecked(t.type()))
                    || (e instanceof Event.Call c && throwsOnPurpose(c, seen)));
  }

  /** Returns whether the statement loops at all. */
  public boolean isLoop() {
    return !nodes.isEmpty();
  }

  public boolean contains(int node) {
    return nodes.get(node);
  }

  /** Returns the exits that the code names: conditions, jumps, thrown and declared exceptions. */
  public List<Exit> planned() {
    return planned;
  }

  /** Returns whether the loop runs until the JVM exits or an unexpected exception is thrown. */
  public boolean isEndless() {
    return planned.isEmpty() && !endsTheJvm();
  }

  private boolean endsTheJvm() {
    return calls().anyMatch(c -> endsTheJvm(c, new HashSet<>()));
  }

  private boolean endsTheJvm(Event.Call call, Set<Integer> seen) {
    return isJvmExit(call.method())
        || (call.body().isPresent()
            && seen.add(call.body().getAsInt())
            && facts.body(call.body().getAsInt()).flow().nodes().stream()
                .anyMatch(n -> n.event() instanceof Event.Call c && endsTheJvm(c, seen)));
  }

  public static boolean isJvmExit(MethodKey method) {
    return JdkMethod.SYSTEM_EXIT.is(method)
        || JdkMethod.RUNTIME_EXIT.is(method)
        || JdkMethod.RUNTIME_HALT.is(method);
  }

  public Stream<Event.Call> calls() {
    return stream()
        .map(Node::event)
        .filter(Event.Call.class::isInstance)
        .map(Event.Call.class::cast);
  }

  private Stream<Node> stream() {
    return IntStream.range(0, flow.nodes().size()).filter(nodes::get).mapToObj(flow::node);
  }

  /** Returns whether code of the loop, or a method it calls, checks the interrupt status. */
  public boolean checksInterruption() {
    return calls().anyMatch(c -> checksInterruption(c, new HashSet<>()));
  }

  private boolean checksInterruption(Event.Call call, Set<Integer> seen) {
    if (isInterruptionCheck(call)) {
      return true;
    }
    if (call.body().isEmpty() || !seen.add(call.body().getAsInt())) {
      return false;
    }
    Body callee = facts.body(call.body().getAsInt());
    return callee.flow().nodes().stream()
        .anyMatch(n -> n.event() instanceof Event.Call c && checksInterruption(c, seen));
  }

  public static boolean isInterruptionCheck(Event.Call call) {
    return call.method().parameters().isEmpty()
        && (JdkMethod.THREAD_IS_INTERRUPTED.is(call.method())
            || JdkMethod.THREAD_INTERRUPTED.is(call.method()));
  }

  /** Returns whether an InterruptedException out of the node enters a catch clause. */
  public static boolean mayBeInterrupted(Flow flow, Node node) {
    for (Edge edge : node.successors()) {
      if (entersAHandler(flow, edge)) {
        return true;
      }
    }
    return false;
  }

  private static boolean entersAHandler(Flow flow, Edge edge) {
    return edge.kind() == Kind.EXCEPTION
        && edge.exception().equals(INTERRUPTED)
        && flow.node(edge.target()).event() instanceof Event.Catch;
  }

  /** The catch clauses of this loop that an InterruptedException thrown in it enters. */
  public List<Node> interruptHandlers() {
    Set<Integer> entered = new HashSet<>();
    stream()
        .filter(n -> n.event() instanceof Event.Call || n.event() == null)
        .flatMap(n -> n.successors().stream())
        .filter(edge -> entersAHandler(flow, edge) && nodes.get(edge.target()))
        .forEach(edge -> entered.add(edge.target()));
    return entered.stream().sorted().map(flow::node).toList();
  }
}
