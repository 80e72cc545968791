package dev.loosethread.lifecycle;

import java.lang.reflect.Method;

/** Makes virtual threads, which this code is too old to know. */
final class VirtualThreads {
  private VirtualThreads() {}

  /**
   * Tests that there are virtual threads.
   *
   * @throws UnsupportedOperationException if there are none
   */
  static void check() {
    if (Runtime.version().feature() < 21) {
      throw new UnsupportedOperationException(
          "virtual threads need JDK 21 or newer, this is " + Runtime.version());
    }
  }

  static Thread create(Runnable body) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Method unstarted =
          Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
      return (Thread) unstarted.invoke(builder, body);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
