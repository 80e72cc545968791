package dev.loosethread.leaks;

import dev.loosethread.leaks.report.ParameterNames;
import dev.loosethread.leaks.track.StackFrames;
import dev.loosethread.leaks.track.StartRecording;
import dev.loosethread.leaks.track.UncaughtExceptionListener;
import dev.loosethread.leaks.track.WatchedScope;
import java.util.Objects;

/**
 * Checks that a block of code leaks no thread, in any test framework.
 *
 * <pre>{@code
 * ThreadLeaks.verifyNone(() -> {
 *   service.start();
 *   service.close();
 * });
 *
 * try (var check = ThreadLeaks.watch()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Without options, a block has those of the test around it, else those of the system properties
 * that begin with {@link #PREFIX}.
 */
public final class ThreadLeaks {
  /** The prefix of the names of all configuration parameters and system properties. */
  public static final String PREFIX = ParameterNames.PREFIX;

  private ThreadLeaks() {}

  /** Code that may throw anything. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs the code.
     *
     * @throws Throwable if the code fails
     */
    void run() throws Throwable;
  }

  /** A block of code that is being watched. Closing it waits for the threads that it started. */
  public static final class Watch implements AutoCloseable {
    private final Check check;
    private boolean isClosed;

    private Watch(LeakOptions options) {
      Check enclosing = Check.current();
      Parameters parameters = Parameters.ofSystem();
      LeakOptions asked =
          options != null
              ? options
              : enclosing != null ? enclosing.options() : parameters.options();
      boolean mayRecordStarts = parameters.startSites() != StartSites.OFF;
      if (parameters.startSites() == StartSites.ON || (asked.needsStarts() && mayRecordStarts)) {
        StartRecording.begin();
      }
      if (asked.uncaught() != UncaughtAction.IGNORE) {
        UncaughtExceptionListener.install();
      }
      WatchedScope.Place place = place();
      this.check =
          enclosing != null
              ? enclosing.enter(WatchedScope.Kind.BLOCK, place, asked, mayRecordStarts)
              : Check.ofBlock(place, asked, parameters.openReport(), mayRecordStarts);
    }

    private static WatchedScope.Place place() {
      StackTraceElement caller =
          StackWalker.getInstance()
              .walk(
                  frames ->
                      frames
                          .filter(f -> !StackFrames.isOfEntryPoint(f.getClassName()))
                          .findFirst()
                          .map(StackWalker.StackFrame::toStackTraceElement)
                          .orElseThrow());
      String id = caller.getClassName() + "#" + caller.getMethodName();
      String display =
          "the block at "
              + StackFrames.nameOf(caller)
              + "("
              + caller.getFileName()
              + ":"
              + caller.getLineNumber()
              + ")";
      return new WatchedScope.Place(id, display, caller.getClassName(), caller.getMethodName());
    }

    /**
     * Waits for the threads that were started since the watch began. A second call does nothing.
     *
     * @throws ThreadLeakError if some threads do not end in time, or an exception ended one
     */
    @Override
    public void close() {
      if (isClosed) {
        return;
      }
      isClosed = true;
      check
          .end()
          .ifPresent(
              error -> {
                throw error;
              });
    }
  }

  /** Begins to watch the current thread and all threads that it starts. */
  public static Watch watch() {
    return new Watch(null);
  }

  /** Begins to watch the current thread and all threads that it starts, with options. */
  public static Watch watch(LeakOptions options) {
    return new Watch(Objects.requireNonNull(options));
  }

  /**
   * Runs code and waits for the threads that it started.
   *
   * @throws ThreadLeakError if some threads do not end in time, or an exception ended one
   * @throws Throwable what the code throws; a {@link ThreadLeakError} is added as a suppressed
   *     exception
   */
  public static void verifyNone(Body body) throws Throwable {
    verify(watch(), body);
  }

  /**
   * Runs code and waits for the threads that it started, with options.
   *
   * @throws ThreadLeakError if some threads do not end in time, or an exception ended one
   * @throws Throwable what the code throws; a {@link ThreadLeakError} is added as a suppressed
   *     exception
   */
  public static void verifyNone(LeakOptions options, Body body) throws Throwable {
    verify(watch(options), body);
  }

  private static void verify(Watch watch, Body body) throws Throwable {
    try (watch) {
      body.run();
    }
  }
}
