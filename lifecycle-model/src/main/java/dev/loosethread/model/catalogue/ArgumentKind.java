package dev.loosethread.model.catalogue;

import java.util.Locale;

/**
 * A kind of row that holds a method and the index of one argument; the head of {@code
 * jdk.catalogue} says what each means.
 */
enum ArgumentKind {
  DECORATE,
  RELEASE,
  BORROW,
  TOUCH;

  /** Returns the word for it in a catalogue's rows. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
