package dev.loosethread.model.catalogue;

/** A catalogue that cannot be used; the message is one line that names file, line and key. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CatalogueException(String message) {
    super(message);
  }
}
