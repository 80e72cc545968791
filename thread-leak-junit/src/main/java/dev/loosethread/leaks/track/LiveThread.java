package dev.loosethread.leaks.track;

import java.util.List;

/**
 * A thread that was alive when the threads were listed.
 *
 * @param platform the platform thread; null for a virtual thread, which only a thread dump shows
 * @param dumpedState the state in the thread dump; empty for a platform thread
 * @param dumpedStack the stack in the thread dump; empty for a platform thread
 */
public record LiveThread(
    long id,
    String name,
    Thread platform,
    String dumpedState,
    List<StackTraceElement> dumpedStack) {
  /** The class of virtual threads. */
  static final String VIRTUAL = "java.lang.VirtualThread";

  static LiveThread of(Thread thread) {
    return new LiveThread(thread.getId(), thread.getName(), thread, "", List.of());
  }

  /** Returns true for a virtual thread. */
  public boolean isVirtual() {
    return platform == null;
  }

  /** Returns the current stack, innermost frame first; empty if the thread has ended. */
  public List<StackTraceElement> stack() {
    return isVirtual() ? dumpedStack : List.of(platform.getStackTrace());
  }

  /** Returns the state of the thread. */
  public String state() {
    return isVirtual() ? dumpedState : platform.getState().name();
  }

  /** Returns the name of the class of the {@link Thread} object. */
  public String className() {
    return isVirtual() ? VIRTUAL : platform.getClass().getName();
  }

  /** Returns the name of the thread group; empty if the thread has ended. */
  public String group() {
    ThreadGroup group = isVirtual() ? null : platform.getThreadGroup();
    return isVirtual() ? "VirtualThreads" : group == null ? "" : group.getName();
  }

  /** Returns true if the JVM exits without waiting for the thread. */
  public boolean isDaemon() {
    return isVirtual() || platform.isDaemon();
  }
}
