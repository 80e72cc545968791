package dev.loosethread.leaks;

/** Virtual threads, by reflection: the tests are compiled for a JDK that has none. */
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
