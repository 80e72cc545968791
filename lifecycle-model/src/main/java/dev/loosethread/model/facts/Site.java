package dev.loosethread.model.facts;

/**
 * A handle by which a front end finds its own node again (a tree, a bytecode offset).
 *
 * <p>Two sites are the same place if and only if they are equal.
 */
public interface Site {
  /** The 1-based source line, or 0 if unknown. */
  int line();
}
