package dev.loosethread.leaks.track;

/** Records which thread started which other thread, for the whole JVM. */
interface StartRecorder {
  /** Records nothing. */
  StartRecorder NONE =
      new StartRecorder() {
        @Override
        public ThreadStart startOf(long thread) {
          return ThreadStart.UNKNOWN;
        }

        @Override
        public void entered(WatchedScope scope) {
          // Nothing is recorded.
        }

        @Override
        public void left(WatchedScope scope) {
          // Nothing is recorded.
        }
      };

  /**
   * Returns how a live platform thread was started; {@link ThreadStart#UNKNOWN} if it started
   * before the recording.
   */
  ThreadStart startOf(long thread);

  /** Notes that the thread of a scope entered it. */
  void entered(WatchedScope scope);

  /** Notes that the thread of a scope left it. */
  void left(WatchedScope scope);
}
