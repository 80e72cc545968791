package dev.loosethread.leaks.track;

/** Switches the recording of thread starts off while it is open. */
public final class RecordingSwitchedOff implements AutoCloseable {
  private final StartRecorder before = StartRecording.recorder();

  /** Switches it off. */
  public RecordingSwitchedOff() {
    StartRecording.use(StartRecorder.NONE);
  }

  @Override
  public void close() {
    StartRecording.use(before);
  }
}
