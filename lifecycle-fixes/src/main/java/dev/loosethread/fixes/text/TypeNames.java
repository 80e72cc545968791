package dev.loosethread.fixes.text;

/** Says how code can name a type. */
@FunctionalInterface
public interface TypeNames {
  /**
   * Returns a name that means the type where the code goes.
   *
   * @param type a canonical name
   */
  String nameOf(String type);
}
