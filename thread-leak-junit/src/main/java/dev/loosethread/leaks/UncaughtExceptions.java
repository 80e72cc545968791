package dev.loosethread.leaks;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Collection;

/** Notes for each scope which exceptions ended threads of it. */
final class UncaughtExceptions implements UncaughtExceptionHandler {
  private final UncaughtExceptionHandler next;

  private UncaughtExceptions(UncaughtExceptionHandler next) {
    this.next = next;
  }

  /** Listens from now on; what handled such exceptions before still does. */
  static synchronized void listen() {
    UncaughtExceptionHandler now = Thread.getDefaultUncaughtExceptionHandler();
    if (!(now instanceof UncaughtExceptions)) {
      Thread.setDefaultUncaughtExceptionHandler(new UncaughtExceptions(now));
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable exception) {
    Scope scope = scope();
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

  /** What the dying thread, which runs this, inherited, or what is around that if it has ended. */
  private static Scope scope() {
    Scope scope = Scope.current();
    if (scope == null) {
      Collection<Scope> active = Scope.active();
      scope = active.isEmpty() ? null : active.stream().reduce((a, b) -> b).orElseThrow();
      if (scope != null && scope.isOverlapped()) {
        // Nobody can tell whose it was.
        return null;
      }
    }
    while (scope != null && scope.hasEnded()) {
      scope = scope.parent();
    }
    return scope;
  }
}
