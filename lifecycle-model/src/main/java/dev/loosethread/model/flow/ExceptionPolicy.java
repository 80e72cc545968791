package dev.loosethread.model.flow;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.function.BiPredicate;

/**
 * The exceptions that a search over paths follows.
 *
 * <p>Nearly every call may throw an unchecked exception. A search that followed them all would find
 * a path from anywhere to the end of the method, so none does.
 */
public final class ExceptionPolicy {
  private ExceptionPolicy() {}

  /** Follows what the code itself throws, and nothing that a call may throw. */
  public static BiPredicate<Node, Edge> thrown() {
    return ExceptionPolicy::isThrown;
  }

  /**
   * Follows the exceptions that the code has to expect: those that it throws itself, and those that
   * a called method declares and the compiler checks (JLS 11.2).
   */
  public static BiPredicate<Node, Edge> expected(TypeHierarchy hierarchy) {
    return (node, edge) -> isThrown(node, edge) || !hierarchy.isUnchecked(edge.exception());
  }

  private static boolean isThrown(Node node, Edge edge) {
    return edge.kind() != Kind.EXCEPTION
        || node.event() instanceof Event.Throw
        // The end of a finally block throws again what brought the path into the block.
        || node.event() == null;
  }
}
