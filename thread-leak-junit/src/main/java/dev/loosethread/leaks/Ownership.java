package dev.loosethread.leaks;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** To which scope a thread belongs that outlives it. */
final class Ownership {
  private static final Pattern DEFAULT_NAME = Pattern.compile("pool-(\\d+)-thread-\\d+");

  /** Identifiers of threads that were reported; each is reported once. */
  private static final Set<Long> REPORTED = ConcurrentHashMap.newKeySet();

  private Ownership() {}

  static boolean isReported(LiveThread thread) {
    return REPORTED.contains(thread.id());
  }

  static void report(LiveThread thread) {
    REPORTED.add(thread.id());
  }

  /**
   * Tells whether a thread that was not there before a scope belongs to it. One that may belong to
   * several that ran at the same time is handed up to what is around them.
   *
   * @param start how it came to be
   * @param live the threads of now
   * @param canWait whether it will be asked again, when more may be known
   */
  static boolean belongs(
      LiveThread thread, Start start, Scope scope, List<LiveThread> live, boolean canWait) {
    if (start == Start.PENDING && canWait) {
      return true;
    }
    if (REPORTED.contains(start.parent())) {
      // What a leaked thread starts is a consequence, and goes away with it.
      report(thread);
      return false;
    }
    if (start.isByStaticInitializer()) {
      // Which test comes first and runs it is chance; it lives as long as the JVM by design.
      return scope.kind() == Scope.Kind.RUN;
    }
    if (isOfOlderPool(thread, start, scope, live)) {
      return false;
    }
    if (start.scope() != null) {
      return start.scope().isWithin(scope);
    }
    if (!scope.isOverlapped() || namesTest(thread, scope)) {
      return true;
    }
    scope.handUp(thread);
    return false;
  }

  /**
   * A pool that was made before the scope starts a worker when a task of the scope comes: whoever
   * made the pool ends the worker.
   */
  private static boolean isOfOlderPool(
      LiveThread thread, Start start, Scope scope, List<LiveThread> live) {
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
                    scope.wasBefore(other)
                        && !isReported(other)
                        && withoutNumber(other.name()).equals(prefix)
                        && other.className().equals(thread.className()));
  }

  private static boolean isPoolWorker(LiveThread thread) {
    return thread.stack().stream()
        .map(LiveThread::nameOf)
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

  /** Whether the code of a thread stands in the test method, or in a lambda of it. */
  private static boolean namesTest(LiveThread thread, Scope scope) {
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
