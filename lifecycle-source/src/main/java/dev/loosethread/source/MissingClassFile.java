package dev.loosethread.source;

/** Tells javac's sign of a missing class file from other failures, without naming its class. */
final class MissingClassFile {
  private MissingClassFile() {}

  /**
   * Whether {@code failure} is a CompletionFailure, which javac throws lazily from any symbol whose
   * class file is missing or broken.
   */
  static boolean causes(RuntimeException failure) {
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getSimpleName().equals("CompletionFailure")) {
        return true;
      }
    }
    return false;
  }
}
