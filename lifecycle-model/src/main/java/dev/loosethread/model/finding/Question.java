package dev.loosethread.model.finding;

/** The questions that an audit asks about each launch. A finding answers one of them with no. */
public enum Question {
  /** Does something wait for it, or keep its handle? */
  TRACKED,
  /** Is an exception that ends it reported? */
  RECOVERS,
  /** Does it end by itself, or can an interrupt or a flag end it? */
  CANCELLABLE,
  /** Does an end method of its owner stop it? */
  OWNED,
  /** Does a second call of its start method do nothing? */
  GUARDED,
  /** Do all its waits have timeouts? Reported, but not part of the verdict. */
  BOUNDED
}
