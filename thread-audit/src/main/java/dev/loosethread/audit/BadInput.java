package dev.loosethread.audit;

/** A mistake in the input, described in one line. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }
}
