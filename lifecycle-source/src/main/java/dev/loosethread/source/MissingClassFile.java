package dev.loosethread.source;

/** Recognises the failures of javac that a missing class file causes. */
final class MissingClassFile {
  private MissingClassFile() {}

  /**
   * Returns whether a failure is a CompletionFailure, which javac throws from any symbol whose
   * class file is missing or broken, when it is first used. The class is not part of javac's public
   * API.
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
