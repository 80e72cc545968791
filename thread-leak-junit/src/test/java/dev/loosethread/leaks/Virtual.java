package dev.loosethread.leaks;

/** Starts virtual threads by reflection, since the tests are compiled for JDK 17. */
final class Virtual {
  private Virtual() {}

  static Thread start(Runnable task) {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
