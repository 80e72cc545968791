package dev.loosethread.workbench;

/** A failure whose message of one line is meant for the user. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }
}
