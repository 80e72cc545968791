package dev.loosethread.model.finding;

/** The questions that an audit asks about each launch. A finding answers one of them with no. */
public enum Question {
  /** Does someone wait for it, or hold its handle? */
  TRACKED,
  /** Is somebody told when an exception ends it? */
  RECOVERS,
  /** Does an interrupt, a flag, or its own end, end it? */
  CANCELLABLE,
  /** Does an end method of its owner stop it? */
  OWNED,
  /** Does a second call of its start method do nothing? */
  GUARDED,
  /** Does it wait with a limit only? Reported, but no part of the verdict. */
  BOUNDED
}
