package dev.loosethread.leaks.track;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Collection;

/** Notes for each scope which exceptions ended its threads. */
public final class UncaughtExceptionListener implements UncaughtExceptionHandler {
  private final UncaughtExceptionHandler next;

  private UncaughtExceptionListener(UncaughtExceptionHandler next) {
    this.next = next;
  }

  /** Installs the listener as the default handler; it passes exceptions on to the previous one. */
  public static synchronized void install() {
    UncaughtExceptionHandler previous = Thread.getDefaultUncaughtExceptionHandler();
    if (!(previous instanceof UncaughtExceptionListener)) {
      Thread.setDefaultUncaughtExceptionHandler(new UncaughtExceptionListener(previous));
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable exception) {
    WatchedScope scope = scope();
    if (scope != null) {
      scope.addUncaught(thread, exception);
    }
    if (next != null) {
      next.uncaughtException(thread, exception);
    } else {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      exception.printStackTrace(System.err);
    }
  }

  /**
   * Returns the scope that the dying thread inherited, or the nearest enclosing one that has not
   * ended. The dying thread itself runs this.
   */
  private static WatchedScope scope() {
    WatchedScope scope = WatchedScope.current();
    if (scope == null) {
      Collection<WatchedScope> active = WatchedScope.active();
      scope = active.isEmpty() ? null : active.stream().reduce((a, b) -> b).orElseThrow();
      if (scope != null && scope.isOverlapped()) {
        // The thread may belong to any of several scopes.
        return null;
      }
    }
    while (scope != null && scope.hasEnded()) {
      scope = scope.parent();
    }
    return scope;
  }
}
