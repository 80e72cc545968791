package dev.loosethread.audit;

/** Something the user has to know, in one line. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }
}
