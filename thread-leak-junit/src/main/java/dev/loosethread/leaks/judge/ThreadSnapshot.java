package dev.loosethread.leaks.judge;

import dev.loosethread.leaks.track.LiveThread;
import java.util.List;

/**
 * A thread as it was at one moment.
 *
 * @param name its name
 * @param id its identifier, as in a thread dump
 * @param state its state
 * @param group the name of its thread group
 * @param isDaemon true if the JVM exits without waiting for it
 * @param isVirtual true for a virtual thread
 * @param stack its stack, innermost frame first
 */
public record ThreadSnapshot(
    String name,
    long id,
    String state,
    String group,
    boolean isDaemon,
    boolean isVirtual,
    List<StackTraceElement> stack) {
  static ThreadSnapshot of(LiveThread thread) {
    return new ThreadSnapshot(
        thread.name(),
        thread.id(),
        thread.state(),
        thread.group(),
        thread.isDaemon(),
        thread.isVirtual(),
        thread.stack());
  }
}
