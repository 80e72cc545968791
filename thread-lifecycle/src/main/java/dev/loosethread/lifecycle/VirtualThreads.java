package dev.loosethread.lifecycle;

import java.util.concurrent.ThreadFactory;

/** Creates virtual threads by reflection, since this code is compiled for JDK 17. */
final class VirtualThreads {
  private VirtualThreads() {}

  /**
   * Returns the factory of virtual threads.
   *
   * @throws UnsupportedOperationException before JDK 21
   */
  static ThreadFactory factory() {
    if (Runtime.version().feature() < 21) {
      throw new UnsupportedOperationException(
          "virtual threads need JDK 21 or newer; this is " + Runtime.version());
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
