package dev.loosethread.lifecycle;

import java.util.concurrent.ThreadFactory;

/** Virtual threads, which this code is too old to know. */
final class VirtualThreads {
  private VirtualThreads() {}

  /**
   * The JDK's factory of virtual threads.
   *
   * @throws UnsupportedOperationException if there is none
   */
  static ThreadFactory factory() {
    if (Runtime.version().feature() < 21) {
      throw new UnsupportedOperationException(
          "virtual threads need JDK 21 or newer, this is " + Runtime.version());
    }
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory)
          Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
