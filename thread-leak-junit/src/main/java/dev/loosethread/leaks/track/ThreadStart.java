package dev.loosethread.leaks.track;

import java.util.List;

/**
 * How a thread was started.
 *
 * @param scope the scope that the starting thread was in; null if it is not known
 * @param parent the identifier of the starting thread; -1 if it is not known
 * @param parentName the name of the starting thread
 * @param frames the stack that started the thread, innermost frame first; empty if it is not known
 * @param isCreationStack true if {@code frames} is the stack that created the {@link Thread}
 *     object, because the stack that started it is not known
 */
public record ThreadStart(
    WatchedScope scope,
    long parent,
    String parentName,
    List<StackTraceElement> frames,
    boolean isCreationStack) {
  /** Nothing is known. */
  public static final ThreadStart UNKNOWN = new ThreadStart(null, -1, "", List.of(), false);

  /** Nothing is known yet: the JVM records a start when the new thread first runs. */
  public static final ThreadStart PENDING = new ThreadStart(null, -1, "", List.of(), false);

  /** Returns true if a static initializer started the thread, which happens once in a JVM. */
  public boolean isByStaticInitializer() {
    return frames.stream().anyMatch(f -> f.getMethodName().equals("<clinit>"));
  }

  /** Returns true if a pool started the thread because it received a task. */
  public boolean isByPool() {
    return frames.stream()
        .map(StackFrames::nameOf)
        .anyMatch(
            f ->
                f.equals("java.util.concurrent.ThreadPoolExecutor.addWorker")
                    || f.equals("java.util.concurrent.ForkJoinPool.createWorker"));
  }
}
