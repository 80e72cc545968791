package dev.loosethread.model.facts;

/**
 * A place in the code, by which a front end finds its own node again, such as a tree.
 *
 * <p>Two sites are the same place if and only if they are equal.
 */
public interface Site {
  /** Returns the source line, counted from 1, or 0 if it is unknown. */
  int line();
}
