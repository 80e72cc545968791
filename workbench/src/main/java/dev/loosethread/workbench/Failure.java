package dev.loosethread.workbench;

/** Something the user has to know, in one line. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }
}
