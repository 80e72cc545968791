package dev.loosethread.model.catalogue;

/** A catalogue that cannot be used; the message is one line that names file, line and key. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  public CatalogueException(String message) {
    super(message);
    this.message = message;
  }

  /** Returns the message; unlike other exceptions, this one always has one. */
  @Override
  public String getMessage() {
    return message;
  }
}
