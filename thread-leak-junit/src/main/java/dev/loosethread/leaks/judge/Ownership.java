package dev.loosethread.leaks.judge;

import dev.loosethread.leaks.track.LiveThread;
import dev.loosethread.leaks.track.ReportedThreads;
import dev.loosethread.leaks.track.StackFrames;
import dev.loosethread.leaks.track.ThreadStart;
import dev.loosethread.leaks.track.WatchedScope;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides which scope a thread belongs to. */
final class Ownership {
  private static final Pattern DEFAULT_NAME = Pattern.compile("pool-(\\d+)-thread-\\d+");

  private Ownership() {}

  /**
   * Returns true if a thread that was started since a scope began belongs to the scope. A thread
   * that may belong to several scopes of the same time is deferred to their enclosing scope.
   *
   * @param start how the thread was started
   * @param live the threads that are alive now
   * @param canWait true if the question will be asked again, when more may be known
   */
  static boolean belongs(
      LiveThread thread,
      ThreadStart start,
      WatchedScope scope,
      List<LiveThread> live,
      boolean canWait) {
    if (start == ThreadStart.PENDING && canWait) {
      return true;
    }
    if (ReportedThreads.contains(start.parent())) {
      // A thread that a leaked thread started goes away once that leak is fixed.
      ReportedThreads.add(thread);
      return false;
    }
    if (start.isByStaticInitializer()) {
      // It is chance which test runs the initializer, and the thread lives with the JVM by design.
      return scope.kind() == WatchedScope.Kind.RUN;
    }
    if (isWorkerOfOlderPool(thread, start, scope, live)) {
      return false;
    }
    if (start.scope() != null) {
      return start.scope().isWithin(scope);
    }
    if (!scope.isOverlapped() || runsCodeOfTest(thread, scope)) {
      return true;
    }
    scope.deferToParent(thread);
    return false;
  }

  /**
   * Returns true for a worker of a pool that is older than the scope. Such a pool may start a
   * worker for a task of the scope, but whoever created the pool has to shut it down.
   */
  private static boolean isWorkerOfOlderPool(
      LiveThread thread, ThreadStart start, WatchedScope scope, List<LiveThread> live) {
    boolean isWorker = start.frames().isEmpty() ? isPoolWorker(thread) : start.isByPool();
    if (!isWorker) {
      return false;
    }
    Matcher name = DEFAULT_NAME.matcher(thread.name());
    if (name.matches()) {
      return Integer.parseInt(name.group(1)) < scope.poolNumber();
    }
    String prefix = withoutNumber(thread.name());
    return !prefix.equals(thread.name())
        && live.stream()
            .anyMatch(
                other ->
                    scope.isOlder(other)
                        && !ReportedThreads.contains(other)
                        && withoutNumber(other.name()).equals(prefix)
                        && other.className().equals(thread.className()));
  }

  private static boolean isPoolWorker(LiveThread thread) {
    return thread.stack().stream()
        .map(StackFrames::nameOf)
        .anyMatch(
            f ->
                f.equals("java.util.concurrent.ThreadPoolExecutor$Worker.run")
                    || f.equals("java.util.concurrent.ForkJoinWorkerThread.run"));
  }

  private static String withoutNumber(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
  }

  /** Returns true if a thread runs the test method of a scope, or a lambda in it. */
  private static boolean runsCodeOfTest(LiveThread thread, WatchedScope scope) {
    String type = scope.place().type();
    String method = scope.place().method();
    return !method.isEmpty()
        && thread.stack().stream()
            .filter(f -> f.getClassName().equals(type) || f.getClassName().startsWith(type + "$"))
            .anyMatch(
                f ->
                    f.getMethodName().equals(method)
                        || f.getMethodName().startsWith("lambda$" + method + "$"));
  }
}
