package dev.loosethread.leaks.track;

/** Switches the recording of thread starts on, at most once in a JVM. */
public final class StartRecording {
  private static volatile StartRecorder recorder = StartRecorder.NONE;

  private static boolean wasTried;

  private StartRecording() {}

  /** Returns the recorder in force; it knows no start until {@link #begin()} was called. */
  static StartRecorder recorder() {
    return recorder;
  }

  /** Replaces the recorder. */
  static void use(StartRecorder other) {
    recorder = other;
  }

  /** Begins to record, if this JVM supports it and nobody has begun before. */
  public static synchronized void begin() {
    if (wasTried) {
      return;
    }
    wasTried = true;
    try {
      StartRecorder begun = JfrStartRecorder.start();
      use(begun);
      // These scopes began earlier. A scope that begins right now may be noted twice.
      WatchedScope.active().forEach(begun::entered);
    } catch (RuntimeException | LinkageError e) {
      // The JVM has no Flight Recorder, or does not permit its use.
      Log.debug("thread starts are not recorded", e);
    }
  }
}
