package dev.loosethread.leaks;

import java.util.List;

/**
 * A thread that one look at the JVM found alive.
 *
 * @param platform the thread itself; null for a virtual one, which only a thread dump shows
 * @param dumped the stack that the dump showed; empty for a platform thread, which is asked anew
 */
record LiveThread(
    long id, String name, Thread platform, String dumpedState, List<StackTraceElement> dumped) {
  /** The class of virtual threads. */
  static final String VIRTUAL = "java.lang.VirtualThread";

  static LiveThread of(Thread thread) {
    return new LiveThread(thread.getId(), thread.getName(), thread, "", List.of());
  }

  boolean isVirtual() {
    return platform == null;
  }

  /** The stack it stands at now, its first frame first; empty if it has ended meanwhile. */
  List<StackTraceElement> stack() {
    return isVirtual() ? dumped : List.of(platform.getStackTrace());
  }

  String state() {
    return isVirtual() ? dumpedState : platform.getState().name();
  }

  String className() {
    return isVirtual() ? VIRTUAL : platform.getClass().getName();
  }

  /** The name of its group; empty if it has ended meanwhile. */
  String group() {
    ThreadGroup group = isVirtual() ? null : platform.getThreadGroup();
    return isVirtual() ? "VirtualThreads" : group == null ? "" : group.getName();
  }

  boolean isDaemon() {
    return isVirtual() || platform.isDaemon();
  }

  /** A frame as patterns and reports name it: {@code package.Class.method}. */
  static String nameOf(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName();
  }
}
