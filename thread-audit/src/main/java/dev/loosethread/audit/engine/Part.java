package dev.loosethread.audit.engine;

/** The parts of a code base that reports count apart. */
public enum Part {
  PRODUCTION,
  TESTS,
  /** A copy of somebody else's code, who is the one to mend it. */
  VENDORED
}
