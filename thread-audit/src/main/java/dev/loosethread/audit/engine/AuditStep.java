package dev.loosethread.audit.engine;

/**
 * A part of an audit that is done.
 *
 * @param module what it belongs to
 * @param weight 1 for a source file, {@link #OF_JARS} for a set of jars, 0 for a part of those
 * @param findings how many were found there
 */
public record AuditStep(String module, int weight, int findings) {
  /** The approximate cost of jars, in source files. */
  public static final int OF_JARS = 1000;
}
