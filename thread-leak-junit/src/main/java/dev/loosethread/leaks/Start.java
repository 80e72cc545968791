package dev.loosethread.leaks;

import java.util.List;

/**
 * How a thread came to be.
 *
 * @param scope what was going on, on the thread that started it; null if that is not known
 * @param parent the identifier of the thread that started it, -1 if not known
 * @param parentName the name of that thread
 * @param frames the stack that started it, its first frame first; empty if not known
 * @param isOfMaking whether that stack made it, and the one that started it is not known
 */
record Start(
    Scope scope,
    long parent,
    String parentName,
    List<StackTraceElement> frames,
    boolean isOfMaking) {
  static final Start UNKNOWN = new Start(null, -1, "", List.of(), false);

  /** Not known yet: a thread itself notes its start, as soon as it runs. */
  static final Start PENDING = new Start(null, -1, "", List.of(), false);

  /** Whether it was started while a class was being initialised, which happens once in a JVM. */
  boolean isByStaticInitializer() {
    return frames.stream().anyMatch(f -> f.getMethodName().equals("<clinit>"));
  }

  /** Whether a pool started it because a task came. */
  boolean isByPool() {
    return frames.stream()
        .map(LiveThread::nameOf)
        .anyMatch(
            f ->
                f.equals("java.util.concurrent.ThreadPoolExecutor.addWorker")
                    || f.equals("java.util.concurrent.ForkJoinPool.createWorker"));
  }
}
