package dev.loosethread.source;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Loop;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Builds one control flow graph, statement by statement. */
final class FlowBuilder {
  /** Larger bodies are generated code: not worth the time, so they become opaque. */
  private static final int MAX_NODES = 20_000;

  static final int NOWHERE = -1;

  /** Thrown when a body cannot be represented. */
  static final class Opaque extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Opaque(String message) {
      super(message, null, false, false);
    }
  }

  private static final class Draft {
    final Event event;
    final int handler;
    final boolean inFinally;
    final List<Edge> successors = new ArrayList<>(2);
    boolean isReached;

    Draft(Event event, int handler, boolean inFinally) {
      this.event = event;
      this.handler = handler;
      this.inFinally = inFinally;
    }
  }

  private record Pending(int node, String exception) {}

  /** What surrounds the statement being built, innermost first. */
  abstract static class Scope {
    final Scope outer;

    Scope(Scope outer) {
      this.outer = outer;
    }
  }

  /** A statement that break (and for loops continue) can target. */
  static final class Target extends Scope {
    final Set<String> labels;
    final boolean takesPlainBreak;
    final int breakTo;
    final int continueTo;

    Target(Scope outer, Set<String> labels, boolean takesPlainBreak, int breakTo, int continueTo) {
      super(outer);
      this.labels = labels;
      this.takesPlainBreak = takesPlainBreak;
      this.breakTo = breakTo;
      this.continueTo = continueTo;
    }
  }

  /** A switch expression, which yield leaves. */
  static final class YieldTarget extends Scope {
    final int to;

    YieldTarget(Scope outer, int to) {
      super(outer);
      this.to = to;
    }
  }

  private static final class Guarded extends Scope {
    final Runnable cleanup;
    final List<Pending> pending = new ArrayList<>();

    Guarded(Scope outer, Runnable cleanup) {
      super(outer);
      this.cleanup = cleanup;
    }
  }

  private final TypeHierarchy hierarchy;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final BitSet openHeaders = new BitSet();
  private final int exit;
  private final int throwExit;
  private Scope scope;
  private int current;
  private int handler = -1;
  private boolean inFinally;

  FlowBuilder(TypeHierarchy hierarchy) {
    this.hierarchy = hierarchy;
    current = label();
    drafts.get(current).isReached = true;
    exit = label();
    throwExit = label();
  }

  boolean isReachable() {
    return current != NOWHERE;
  }

  /** A join point that nothing leads to yet. */
  int label() {
    return newNode(null);
  }

  private int newNode(Event event) {
    if (drafts.size() >= MAX_NODES) {
      throw new Opaque("too large");
    }
    drafts.add(new Draft(event, handler, inFinally));
    return drafts.size() - 1;
  }

  /** Appends an event and returns its node, or {@link #NOWHERE} in unreachable code. */
  int add(Event event) {
    if (current == NOWHERE) {
      return NOWHERE;
    }
    int node = newNode(event);
    edge(current, node, Kind.NORMAL, "");
    current = node;
    return node;
  }

  private void edge(int from, int to, Kind kind, String exception) {
    List<Edge> edges = drafts.get(from).successors;
    Edge edge = new Edge(to, kind, exception, openHeaders.get(to));
    if (!edges.contains(edge)) {
      edges.add(edge);
    }
    drafts.get(to).isReached = true;
  }

  /** Goes on at a label; code after it is unreachable if nothing leads there. */
  void continueAt(int label) {
    current = drafts.get(label).isReached ? label : NOWHERE;
  }

  void jump(int label) {
    if (current != NOWHERE) {
      edge(current, label, Kind.NORMAL, "");
      current = NOWHERE;
    }
  }

  /** Several ways on from here. */
  void fork(List<Integer> labels) {
    if (current != NOWHERE) {
      for (int label : labels) {
        edge(current, label, Kind.NORMAL, "");
      }
      current = NOWHERE;
    }
  }

  void branch(Event.Branch event, int ifTrue, int ifFalse) {
    int node = add(event);
    if (node != NOWHERE) {
      edge(node, ifTrue, Kind.TRUE, "");
      edge(node, ifFalse, Kind.FALSE, "");
      current = NOWHERE;
    }
  }

  // Loops.

  /** Starts a loop whose header is a new label, and goes on there. */
  int openLoop() {
    int header = label();
    jump(header);
    continueAt(header);
    openHeaders.set(header);
    return header;
  }

  /** Reserves the loop's place, so that outer loops come before inner ones. */
  void declareLoop(Loop loop) {
    loops.add(loop);
  }

  void closeLoop(int header) {
    openHeaders.clear(header);
  }

  void enter(Scope target) {
    scope = target;
  }

  void leave() {
    scope = scope.outer;
  }

  Scope scope() {
    return scope;
  }

  // Jumps that run finally blocks on their way.

  void breakTo(String label) {
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof Target t && (label == null ? t.takesPlainBreak : t.labels.contains(label))) {
        leaveTo(t, t.breakTo);
        return;
      }
    }
    throw new Opaque("break without a target");
  }

  void continueTo(String label) {
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof Target t
          && t.continueTo != NOWHERE
          && (label == null || t.labels.contains(label))) {
        leaveTo(t, t.continueTo);
        return;
      }
    }
    throw new Opaque("continue without a target");
  }

  void yieldTo() {
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof YieldTarget t) {
        leaveTo(t, t.to);
        return;
      }
    }
    throw new Opaque("yield without a target");
  }

  void leaveBody() {
    leaveTo(null, exit);
  }

  private void leaveTo(Scope target, int label) {
    Scope saved = scope;
    boolean savedFinally = inFinally;
    for (Scope s = saved; s != target && current != NOWHERE; s = s.outer) {
      if (s instanceof Guarded guarded && guarded.cleanup != null) {
        scope = guarded.outer;
        inFinally = true;
        guarded.cleanup.run();
        inFinally = savedFinally;
      }
    }
    jump(label);
    scope = saved;
  }

  // Exceptions.

  /** Says that the node may throw. */
  void raise(int node, String exception) {
    if (node == NOWHERE) {
      return;
    }
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof Guarded guarded) {
        guarded.pending.add(new Pending(node, exception));
        return;
      }
    }
    edge(node, throwExit, Kind.EXCEPTION, exception);
  }

  /** After an explicit throw. */
  void stop() {
    current = NOWHERE;
  }

  /** Builds {@code body}, then {@code cleanup} once for every way out of it. */
  void withCleanup(Runnable body, Runnable cleanup) {
    Guarded guarded = new Guarded(scope, cleanup);
    scope = guarded;
    body.run();
    scope = guarded.outer;
    boolean savedFinally = inFinally;
    inFinally = true;
    if (current != NOWHERE) {
      cleanup.run();
    }
    int after = current;
    if (!guarded.pending.isEmpty()) {
      int entry = label();
      Set<String> exceptions = new LinkedHashSet<>();
      for (Pending p : guarded.pending) {
        edge(p.node(), entry, Kind.EXCEPTION, p.exception());
        exceptions.add(p.exception());
      }
      current = entry;
      cleanup.run();
      if (current != NOWHERE) {
        // The node from which the exceptions travel on has no other way to go.
        int end = newNode(null);
        edge(current, end, Kind.NORMAL, "");
        for (String exception : exceptions) {
          raise(end, exception);
        }
      }
    }
    inFinally = savedFinally;
    current = after;
  }

  /** One catch clause: what it catches, and how to build its block. */
  record Handler(Event.Catch entry, Runnable block) {}

  /** Builds {@code body}, then the handlers, and joins them. */
  void withHandlers(Runnable body, List<Handler> handlers) {
    Guarded guarded = new Guarded(scope, null);
    scope = guarded;
    body.run();
    scope = guarded.outer;
    int after = label();
    jump(after);
    int savedHandler = handler;
    List<Integer> entries = new ArrayList<>();
    for (Handler h : handlers) {
      // The clause's own node counts as inside it.
      handler = drafts.size();
      entries.add(newNode(h.entry()));
      handler = savedHandler;
    }
    for (Pending p : guarded.pending) {
      dispatch(p, handlers, entries);
    }
    for (int i = 0; i < handlers.size(); i++) {
      handler = entries.get(i);
      continueAt(entries.get(i));
      if (current != NOWHERE) {
        handlers.get(i).block().run();
      }
      jump(after);
    }
    handler = savedHandler;
    continueAt(after);
  }

  private void dispatch(Pending p, List<Handler> handlers, List<Integer> entries) {
    for (int i = 0; i < handlers.size(); i++) {
      boolean isCaught = false;
      boolean mayBeCaught = false;
      for (String caught : handlers.get(i).entry().types()) {
        isCaught |= hierarchy.isSubtype(p.exception(), caught);
        mayBeCaught |= hierarchy.mayCatch(caught, p.exception());
      }
      if (mayBeCaught) {
        edge(p.node(), entries.get(i), Kind.EXCEPTION, p.exception());
      }
      if (isCaught) {
        return;
      }
    }
    raise(p.node(), p.exception());
  }

  Flow finish() {
    jump(exit);
    List<Node> nodes = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Draft d = drafts.get(i);
      nodes.add(
          new Node(
              i,
              d.event,
              d.successors,
              d.handler < 0 ? OptionalInt.empty() : OptionalInt.of(d.handler),
              d.inFinally));
    }
    return new Flow(nodes, exit, throwExit, loops);
  }
}
