package dev.loosethread.leaks;

/** What tracking is in force. */
final class TrackingSwitch {
  static final Tracking NONE =
      new Tracking() {
        @Override
        public Start startOf(long thread) {
          return Start.UNKNOWN;
        }

        @Override
        public void entered(Scope scope) {
          // Nobody asks.
        }

        @Override
        public void left(Scope scope) {
          // Nobody asks.
        }
      };

  static volatile Tracking current = NONE;

  private static boolean tried;

  private TrackingSwitch() {}

  static synchronized void begin() {
    if (tried) {
      return;
    }
    tried = true;
    try {
      JfrTracking tracking = JfrTracking.start();
      current = tracking;
      // Those that began before this moment; one that begins meanwhile may tell twice.
      Scope.active().forEach(tracking::entered);
    } catch (RuntimeException | LinkageError e) {
      // A JVM without Flight Recorder, or one that may not use it.
      Log.LOG.log(System.Logger.Level.DEBUG, "starts of threads are not recorded", e);
    }
  }
}
