package dev.loosethread.model.facts;

import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Loop;
import dev.loosethread.model.facts.Flow.LoopKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the flow of structured statements in the order in which they are written.
 *
 * <p>It keeps the node at which the code goes on, and what surrounds the statement that is being
 * built: the targets of jumps, the handlers of exceptions, and the finally blocks that have to run
 * on the way out.
 */
public final class StructuredFlowBuilder {
  /** Larger bodies are generated code, which is not worth the time. */
  private static final int MAX_NODES = 20_000;

  /** Stands for a node that does not exist because the code is unreachable. */
  public static final int NOWHERE = -1;

  private static final int NO_HANDLER = -1;

  /**
   * One catch clause.
   *
   * @param block builds its block
   */
  public record Handler(Event.Catch entry, Runnable block) {}

  private record Raised(int node, String exception) {}

  /** The enclosing constructs of the statement that is being built, innermost first. */
  private abstract static class Scope {
    final @Nullable Scope outer;

    Scope(@Nullable Scope outer) {
      this.outer = outer;
    }
  }

  /** A statement that break, and for a loop continue, can leave. */
  private static final class JumpTarget extends Scope {
    final Set<String> labels;
    final boolean takesPlainBreak;
    final int breakTo;
    final int continueTo;

    JumpTarget(
        @Nullable Scope outer,
        Set<String> labels,
        boolean takesPlainBreak,
        int breakTo,
        int continueTo) {
      super(outer);
      this.labels = labels;
      this.takesPlainBreak = takesPlainBreak;
      this.breakTo = breakTo;
      this.continueTo = continueTo;
    }

    boolean takesBreak(@Nullable String label) {
      return label == null ? takesPlainBreak : labels.contains(label);
    }

    boolean takesContinue(@Nullable String label) {
      return continueTo != NOWHERE && (label == null || labels.contains(label));
    }
  }

  /** A switch expression, which yield leaves. */
  private static final class YieldTarget extends Scope {
    final int to;

    YieldTarget(@Nullable Scope outer, int to) {
      super(outer);
      this.to = to;
    }
  }

  /** A statement whose exceptions are held back until it is known where they go. */
  private static final class Guarded extends Scope {
    /** Builds the finally block; null if there is none. */
    final @Nullable Runnable cleanup;

    final List<Raised> raised = new ArrayList<>();

    Guarded(@Nullable Scope outer, @Nullable Runnable cleanup) {
      super(outer);
      this.cleanup = cleanup;
    }
  }

  private final TypeHierarchy hierarchy;
  private final Flow.Builder flow = new Flow.Builder();
  private @Nullable Scope scope;
  private int current = Flow.Builder.ENTRY;
  private int handler = NO_HANDLER;
  private boolean inFinally;

  /**
   * @param hierarchy says which catch clauses an exception may enter
   */
  public StructuredFlowBuilder(TypeHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  // Straight code and jumps to labels.

  public boolean isReachable() {
    return current != NOWHERE;
  }

  /** Makes a join point that nothing leads to yet. */
  public int label() {
    return newNode(null);
  }

  private int newNode(@Nullable Event event) {
    if (flow.size() >= MAX_NODES) {
      throw new OpaqueCodeException("too large");
    }
    int node = flow.add(event);
    if (handler != NO_HANDLER) {
      flow.setHandler(node, handler);
    }
    if (inFinally) {
      flow.setInFinally(node);
    }
    return node;
  }

  /** Appends an event and returns its node, or {@link #NOWHERE} in unreachable code. */
  public int add(Event event) {
    if (current == NOWHERE) {
      return NOWHERE;
    }
    int node = newNode(event);
    flow.edge(current, node, Kind.NORMAL);
    current = node;
    return node;
  }

  /** Goes on at a label; the code after it is unreachable if nothing leads there. */
  public void continueAt(int label) {
    current = flow.isReached(label) ? label : NOWHERE;
  }

  /** Jumps to a label; the code after it is unreachable. */
  public void jump(int label) {
    if (current != NOWHERE) {
      flow.edge(current, label, Kind.NORMAL);
      current = NOWHERE;
    }
  }

  /** Jumps to any of several labels; the code after it is unreachable. */
  public void fork(List<Integer> labels) {
    if (current != NOWHERE) {
      for (int label : labels) {
        flow.edge(current, label, Kind.NORMAL);
      }
      current = NOWHERE;
    }
  }

  /** Appends a branch to two labels; the code after it is unreachable. */
  public void branch(Event.Branch event, int ifTrue, int ifFalse) {
    int node = add(event);
    if (node != NOWHERE) {
      flow.edge(node, ifTrue, Kind.TRUE);
      flow.edge(node, ifFalse, Kind.FALSE);
      current = NOWHERE;
    }
  }

  // Loops and other statements that jumps can leave.

  /** Starts a loop, goes on at its header and returns that. */
  public int openLoop(LoopKind kind, boolean constantTrue, Site site) {
    int header = label();
    jump(header);
    continueAt(header);
    flow.openLoop(new Loop(header, kind, constantTrue, site));
    return header;
  }

  public void closeLoop(int header) {
    flow.closeLoop(header);
  }

  /** Enters the body of a loop with the given labels. */
  public void enterLoopBody(Set<String> labels, int breakTo, int continueTo) {
    scope = new JumpTarget(scope, labels, true, breakTo, continueTo);
  }

  /** Enters a labelled statement that is no loop. */
  public void enterLabelled(Set<String> labels, int breakTo) {
    scope = new JumpTarget(scope, labels, false, breakTo, NOWHERE);
  }

  public void enterSwitch(int breakTo) {
    scope = new JumpTarget(scope, Set.of(), true, breakTo, NOWHERE);
  }

  public void enterSwitchExpression(int yieldTo) {
    scope = new YieldTarget(scope, yieldTo);
  }

  /** Leaves what was entered last. */
  public void leave() {
    scope = Objects.requireNonNull(scope, "nothing was entered").outer;
  }

  // Jumps that run finally blocks on their way.

  /**
   * Appends a break.
   *
   * @param label null for a break without a label
   */
  public void breakTo(@Nullable String label) {
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof JumpTarget target && target.takesBreak(label)) {
        leaveTo(target, target.breakTo);
        return;
      }
    }
    throw new OpaqueCodeException("break without a target");
  }

  /**
   * Appends a continue.
   *
   * @param label null for a continue without a label
   */
  public void continueTo(@Nullable String label) {
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof JumpTarget target && target.takesContinue(label)) {
        leaveTo(target, target.continueTo);
        return;
      }
    }
    throw new OpaqueCodeException("continue without a target");
  }

  /** Appends the jump that a yield statement makes. */
  public void yieldValue() {
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof YieldTarget target) {
        leaveTo(target, target.to);
        return;
      }
    }
    throw new OpaqueCodeException("yield without a target");
  }

  /** Appends the jump that a return statement makes. */
  public void leaveBody() {
    leaveTo(null, Flow.Builder.EXIT);
  }

  private void leaveTo(@Nullable Scope target, int label) {
    Scope saved = scope;
    boolean savedFinally = inFinally;
    for (Scope s = saved; s != null && s != target && current != NOWHERE; s = s.outer) {
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

  /** Says that a node may throw; {@link #NOWHERE} never does. */
  public void raise(int node, String exception) {
    if (node == NOWHERE) {
      return;
    }
    for (Scope s = scope; s != null; s = s.outer) {
      if (s instanceof Guarded guarded) {
        guarded.raised.add(new Raised(node, exception));
        return;
      }
    }
    flow.exceptionEdge(node, Flow.Builder.THROW_EXIT, exception);
  }

  /** Makes the code that follows unreachable, as a throw statement does. */
  public void stop() {
    current = NOWHERE;
  }

  /** Builds {@code body}, then {@code cleanup} once for every way out of it. */
  public void withCleanup(Runnable body, Runnable cleanup) {
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
    if (!guarded.raised.isEmpty()) {
      cleanUpAndThrow(guarded, cleanup);
    }
    inFinally = savedFinally;
    current = after;
  }

  private void cleanUpAndThrow(Guarded guarded, Runnable cleanup) {
    int entry = label();
    Set<String> exceptions = new LinkedHashSet<>();
    for (Raised raised : guarded.raised) {
      flow.exceptionEdge(raised.node(), entry, raised.exception());
      exceptions.add(raised.exception());
    }
    current = entry;
    cleanup.run();
    if (current != NOWHERE) {
      // The node from which the exceptions travel on has no other way to go.
      int end = newNode(null);
      flow.edge(current, end, Kind.NORMAL);
      for (String exception : exceptions) {
        raise(end, exception);
      }
    }
  }

  /** Builds {@code body}, then the handlers, and joins them. */
  public void withHandlers(Runnable body, List<Handler> handlers) {
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
      handler = flow.size();
      entries.add(newNode(h.entry()));
      handler = savedHandler;
    }
    for (Raised raised : guarded.raised) {
      dispatch(raised, handlers, entries);
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

  private void dispatch(Raised raised, List<Handler> handlers, List<Integer> entries) {
    for (int i = 0; i < handlers.size(); i++) {
      boolean isCaught = false;
      boolean mayBeCaught = false;
      for (String caught : handlers.get(i).entry().types()) {
        isCaught |= hierarchy.isSubtype(raised.exception(), caught);
        mayBeCaught |= hierarchy.mayCatch(caught, raised.exception());
      }
      if (mayBeCaught) {
        flow.exceptionEdge(raised.node(), entries.get(i), raised.exception());
      }
      if (isCaught) {
        return;
      }
    }
    raise(raised.node(), raised.exception());
  }

  /** Ends the body and returns its flow. */
  public Flow build() {
    jump(Flow.Builder.EXIT);
    return flow.build();
  }
}
