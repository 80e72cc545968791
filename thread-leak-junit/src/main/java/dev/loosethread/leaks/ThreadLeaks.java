package dev.loosethread.leaks;

import java.util.Objects;

/**
 * Fails where a block of code leaves threads behind, in any test framework.
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
 * <p>Without options, those of the test around it count, else the system properties that begin with
 * {@link #PREFIX}.
 */
public final class ThreadLeaks {
  /** How the names of all configuration parameters and system properties begin. */
  public static final String PREFIX = "loosethread.leaks.";

  private ThreadLeaks() {}

  /** Code that may throw anything. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs it.
     *
     * @throws Throwable whatever it likes to
     */
    void run() throws Throwable;
  }

  /** A block that is being watched; its end waits for the threads that it started. */
  public static final class Watch implements AutoCloseable {
    private final Scope scope;
    private final boolean mayTrack;
    private boolean isClosed;

    private Watch(LeakOptions options) {
      Scope around = Scope.current();
      Scope parent = around == null || around.hasEnded() ? null : around;
      Parameters parameters = Parameters.ofSystem();
      LeakOptions asked =
          options != null ? options : parent != null ? parent.options() : parameters.options();
      this.mayTrack = parameters.startSites() != StartSites.OFF;
      if (parameters.startSites() == StartSites.ON || asked.needsStarts() && mayTrack) {
        Tracking.begin();
      }
      if (asked.uncaught() != UncaughtAction.IGNORE) {
        UncaughtExceptions.listen();
      }
      Ledger ledger = parent != null ? parent.ledger() : Ledger.of(parameters);
      this.scope = Scope.enter(Scope.Kind.BLOCK, place(), parent, asked, ledger);
    }

    private static Scope.Place place() {
      StackTraceElement caller =
          StackWalker.getInstance()
              .walk(
                  frames ->
                      frames
                          .filter(f -> !Frames.isOfPlainCall(f.getClassName()))
                          .findFirst()
                          .map(StackWalker.StackFrame::toStackTraceElement)
                          .orElseThrow());
      String id = caller.getClassName() + "#" + caller.getMethodName();
      String display =
          "the block at "
              + LiveThread.nameOf(caller)
              + "("
              + caller.getFileName()
              + ":"
              + caller.getLineNumber()
              + ")";
      return new Scope.Place(id, display, caller.getClassName(), caller.getMethodName());
    }

    /**
     * Waits for the threads that were started since the watch began; a second call does nothing.
     *
     * @throws ThreadLeakError if some do not end in time, or ended by an exception
     */
    @Override
    public void close() {
      if (isClosed) {
        return;
      }
      isClosed = true;
      ScopeEnd.of(scope, mayTrack)
          .ifPresent(
              error -> {
                throw error;
              });
    }
  }

  /** Begins to watch, on this thread and all that it starts. */
  public static Watch watch() {
    return new Watch(null);
  }

  /** Begins to watch, on this thread and all that it starts, with these options. */
  public static Watch watch(LeakOptions options) {
    return new Watch(Objects.requireNonNull(options));
  }

  /**
   * Runs code and waits for the threads that it started.
   *
   * @throws ThreadLeakError if some do not end in time, or ended by an exception
   * @throws Throwable what the code throws, with such an error as a suppressed one
   */
  public static void verifyNone(Body body) throws Throwable {
    verify(watch(), body);
  }

  /**
   * Runs code and waits for the threads that it started, with these options.
   *
   * @throws ThreadLeakError if some do not end in time, or ended by an exception
   * @throws Throwable what the code throws, with such an error as a suppressed one
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
