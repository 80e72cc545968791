package dev.loosethread.leaks;

import dev.loosethread.leaks.judge.Leak;
import dev.loosethread.leaks.report.LeakText;
import dev.loosethread.leaks.report.PatternPages;
import java.util.List;

/** A thread that outlived the test, class or block that started it. */
public final class LeakedThread {
  private final Leak leak;

  LeakedThread(Leak leak) {
    this.leak = leak;
  }

  /** Returns the name of the thread. */
  public String name() {
    return leak.thread().name();
  }

  /** Returns the identifier of the thread, as in a thread dump. */
  public long id() {
    return leak.thread().id();
  }

  /** Returns the state of the thread; empty if the JVM does not tell it. */
  public String state() {
    return leak.thread().state();
  }

  /** Returns the name of the thread group. */
  public String group() {
    return leak.thread().group();
  }

  /** Returns true if the JVM exits without waiting for the thread. A service leaks it even so. */
  public boolean isDaemon() {
    return leak.thread().isDaemon();
  }

  /** Returns true for a virtual thread. */
  public boolean isVirtual() {
    return leak.thread().isVirtual();
  }

  /** Returns the stack of the thread when it was found, innermost frame first. */
  public List<StackTraceElement> stack() {
    return leak.thread().stack();
  }

  /** Returns the stack that started the thread, innermost frame first; empty if it is not known. */
  public List<StackTraceElement> startStack() {
    return leak.start().frames();
  }

  /**
   * Returns true if {@link #startStack()} is the stack that created the {@link Thread} object. Only
   * Flight Recorder knows the stack that started it.
   */
  public boolean isCreationStack() {
    return leak.start().isCreationStack();
  }

  /** Returns the test, class or block that started the thread, or those that may have. */
  public String startedBy() {
    return leak.startedBy();
  }

  /** Returns the name of the bug pattern that the leak looks like; empty if none fits. */
  public String bugPattern() {
    return leak.suggestion().bugPattern();
  }

  /** Returns why the thread leaks and what to do about it, in one sentence. */
  public String suggestion() {
    return leak.suggestion().text();
  }

  /** Returns whether an interrupt ended the thread; null if it was not interrupted. */
  public Boolean endedWhenInterrupted() {
    return leak.endedWhenInterrupted();
  }

  /**
   * Returns where to read about the bug pattern: an address if the build of this library has one,
   * else the page and its jar, {@code UnownedThread.md in loosethread-docs-1.0.jar}. Returns an
   * empty text if no pattern fits.
   */
  public String page() {
    return bugPattern().isEmpty() ? "" : PatternPages.builtIn().reference(bugPattern());
  }

  /**
   * Returns the innermost frame of user code in {@link #startStack()}. If that stack is empty,
   * returns the outermost frame of user code in {@link #stack()}. Returns null if there is none.
   */
  public StackTraceElement startFrame() {
    return leak.startFrame();
  }

  /** Returns the paragraph that a report has about the thread. */
  @Override
  public String toString() {
    return LeakText.of(leak);
  }
}
