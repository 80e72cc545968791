package dev.loosethread.model.catalogue;

import java.util.Locale;

/** A kind of row that holds one method; the head of {@code jdk.catalogue} says what each means. */
public enum MethodKind {
  UNOWNED(false),
  THREADLESS(false),
  ENDS_IDLE(false),
  ENDS_UNREACHABLE(false),
  SERVICE(false),
  SOURCE(true),
  SIGNAL(true),
  TRANSITION(true),
  LOCK(true),
  UNINTERRUPTIBLE(false),
  NEVER_INTERRUPTED(false),
  FAILURE_HANDLED(false),
  NULL_CHECK(true),
  AWAIT(true),
  END_TEST(true);

  private final boolean isOfAnyOwner;

  MethodKind(boolean isOfAnyOwner) {
    this.isOfAnyOwner = isOfAnyOwner;
  }

  /** Returns whether a row may have {@code *} in place of the type that declares the method. */
  boolean mayBeOfAnyOwner() {
    return isOfAnyOwner;
  }

  /** Returns the word for it in a catalogue's rows, such as {@code null-check}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
