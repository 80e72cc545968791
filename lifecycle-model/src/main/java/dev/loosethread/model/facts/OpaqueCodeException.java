package dev.loosethread.model.facts;

/** Thrown while code is read that no {@link Flow} can represent; its {@link Body} is opaque. */
public final class OpaqueCodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception without a stack trace: it is caught at once and never shown. */
  public OpaqueCodeException(String message) {
    super(message, null, false, false);
  }
}
