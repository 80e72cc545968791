package dev.loosethread.model.facts;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The control flow of one {@link Body}: a graph of lifecycle events.
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
  /** Stands on edges for all unchecked exceptions. */
  public static final String UNCHECKED = "java.lang.RuntimeException";

  /** That of a body without code, or with code that could not be read. */
  public static final Flow NO_CODE = new Flow(List.of(), -1, -1, List.of());

  public Flow {
    nodes = List.copyOf(nodes);
    loops = List.copyOf(loops);
  }

  /** The nodes whose innermost {@link Event.Catch} block is this one, its own node included. */
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
   * @param successors not copied, for the sake of speed; the caller must not change the list later
   * @param handler id of the node with the innermost {@link Event.Catch} block that this node lies
   *     in, if any
   * @param inFinally whether the node lies in a finally block
   */
  public record Node(
      int id, Event event, List<Edge> successors, OptionalInt handler, boolean inFinally) {
    /** One of a kind: each step of a flow has one. */
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
   * One way on.
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
}
