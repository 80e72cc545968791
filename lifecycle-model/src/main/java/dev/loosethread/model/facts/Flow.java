package dev.loosethread.model.facts;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The control flow of one {@link Body}: a graph of lifecycle events. Made with a {@link Builder},
 * or with a {@link StructuredFlowBuilder} on top of one.
 *
 * <p>A finally block is copied once for each way into it, as javac itself does, so one site may
 * stand at several nodes. A call has an {@link Kind#EXCEPTION} edge for every checked exception it
 * declares and one for {@link #UNCHECKED}.
 *
 * @param nodes indexed by {@link Node#id()}; node 0 is the entry
 * @param exit id of the node that a normal completion reaches
 * @param throwExit id of the node that an exception leaving the body reaches
 * @param loops every loop, outer loops before inner ones
 */
public record Flow(List<Node> nodes, int exit, int throwExit, List<Loop> loops) {
  /** Stands for all unchecked exceptions on an edge. */
  public static final String UNCHECKED = "java.lang.RuntimeException";

  /** The flow of a body that has no code, or whose code could not be read. */
  public static final Flow NO_CODE = new Flow(List.of(), -1, -1, List.of());

  public Flow {
    nodes = List.copyOf(nodes);
    loops = List.copyOf(loops);
  }

  /** Returns the nodes whose innermost {@link Event.Catch} block is this one, itself included. */
  public Stream<Node> handledBy(int handler) {
    return nodes.stream().filter(n -> n.handler().isPresent() && n.handler().getAsInt() == handler);
  }

  public Node node(int id) {
    return nodes.get(id);
  }

  /**
   * One step.
   *
   * @param event what happens here, or null at a join point
   * @param successors not copied, for speed; the caller must not change the list later
   * @param handler id of the node with the innermost {@link Event.Catch} block that this node lies
   *     in, if any
   * @param inFinally whether the node lies in a finally block
   */
  public record Node(
      int id,
      @Nullable Event event,
      List<Edge> successors,
      OptionalInt handler,
      boolean inFinally) {
    /** Nodes are compared by identity: each step of a flow has exactly one. */
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  /**
   * A step from one node to another.
   *
   * @param exception binary name of the exception type for {@link Kind#EXCEPTION}, else ""
   * @param isBack whether it leads back to the header of a loop around its source
   */
  public record Edge(int target, Kind kind, String exception, boolean isBack) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Edge edge
          && target == edge.target
          && kind == edge.kind
          && isBack == edge.isBack
          && exception.equals(edge.exception);
    }

    @Override
    public int hashCode() {
      return 31 * target + exception.hashCode();
    }
  }

  public enum Kind {
    NORMAL,
    TRUE,
    FALSE,
    EXCEPTION
  }

  /**
   * A loop statement.
   *
   * @param header the node that every back edge of the loop leads to
   * @param constantTrue whether the condition is absent or a constant true
   */
  public record Loop(int header, LoopKind kind, boolean constantTrue, Site site) {}

  public enum LoopKind {
    WHILE,
    DO,
    FOR,
    FOR_EACH
  }

  /**
   * Puts a flow together from nodes and edges.
   *
   * <p>A loop may be declared before its body is built: then edges to its header become back edges
   * while it is open.
   */
  public static final class Builder {
    public static final int ENTRY = 0;
    public static final int EXIT = 1;
    public static final int THROW_EXIT = 2;

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();
    private final BitSet openHeaders = new BitSet();

    public Builder() {
      for (int node = ENTRY; node <= THROW_EXIT; node++) {
        add(null);
      }
      drafts.get(ENTRY).isReached = true;
    }

    /**
     * Adds a node that nothing leads to yet, and returns its id.
     *
     * @param event null for a join point
     */
    public int add(@Nullable Event event) {
      drafts.add(new Draft(event));
      return drafts.size() - 1;
    }

    /** Returns the number of nodes, which is the id of the next one. */
    public int size() {
      return drafts.size();
    }

    public @Nullable Event event(int node) {
      return drafts.get(node).event;
    }

    /** Returns whether the node is the entry or some edge leads to it. */
    public boolean isReached(int node) {
      return drafts.get(node).isReached;
    }

    /** Says that a node lies in the {@link Event.Catch} block that begins at {@code handler}. */
    public void setHandler(int node, int handler) {
      drafts.get(node).handler = OptionalInt.of(handler);
    }

    /** Says that a node lies in a finally block. */
    public void setInFinally(int node) {
      drafts.get(node).inFinally = true;
    }

    /** Adds an edge that no exception takes, unless it is there. */
    public void edge(int from, int to, Kind kind) {
      edge(from, new Edge(to, kind, "", openHeaders.get(to)));
    }

    /** Adds the edge that an exception takes, unless it is there. */
    public void exceptionEdge(int from, int to, String exception) {
      edge(from, new Edge(to, Kind.EXCEPTION, exception, openHeaders.get(to)));
    }

    private void edge(int from, Edge edge) {
      List<Edge> successors = drafts.get(from).successors;
      if (!successors.contains(edge)) {
        successors.add(edge);
      }
      drafts.get(edge.target()).isReached = true;
    }

    /** Declares a loop, the outer ones first, and opens it. */
    public void openLoop(Loop loop) {
      loops.add(loop);
      openHeaders.set(loop.header());
    }

    /** Closes a loop, after which edges to its header enter it anew. */
    public void closeLoop(int header) {
      openHeaders.clear(header);
    }

    public Flow build() {
      List<Node> nodes = new ArrayList<>(drafts.size());
      for (Draft draft : drafts) {
        nodes.add(
            new Node(nodes.size(), draft.event, draft.successors, draft.handler, draft.inFinally));
      }
      return new Flow(nodes, EXIT, THROW_EXIT, loops);
    }

    /** A node that is not finished. */
    private static final class Draft {
      final @Nullable Event event;
      final List<Edge> successors = new ArrayList<>(2);
      OptionalInt handler = OptionalInt.empty();
      boolean inFinally;
      boolean isReached;

      Draft(@Nullable Event event) {
        this.event = event;
      }
    }
  }
}
