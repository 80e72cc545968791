package dev.loosethread.fixes;

import dev.loosethread.fixes.text.TypeNames;

/** The types that a handler catches which throws on whatever it gets. */
final class UncheckedCatch {
  private UncheckedCatch() {}

  /**
   * Returns the types, as a catch clause names them. A file may mean another class by {@code Error}
   * than java.lang does.
   *
   * @param declaresMore whether the method declares exceptions; what it throws on is the narrower
   *     type that the block can throw (JLS 11.2.2)
   */
  static String types(boolean declaresMore, TypeNames names) {
    return declaresMore
        ? names.nameOf("java.lang.Throwable")
        : names.nameOf("java.lang.RuntimeException") + " | " + names.nameOf("java.lang.Error");
  }
}
