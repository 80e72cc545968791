package dev.loosethread.model.starts;

/** The kinds of things that a method starts. */
public enum StartKind {
  THREAD("thread"),
  TIMER("timer"),
  EXECUTOR("executor"),
  PERIODIC_TASK("periodic task"),
  /** One task of an executor. */
  TASK("task");

  private final String noun;

  StartKind(String noun) {
    this.noun = noun;
  }

  /** Returns the name of the kind in messages. */
  public String noun() {
    return noun;
  }
}
