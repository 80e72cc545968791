package sample;

/** Two threads may both see that it does not run yet. */
public class KeyRotation {
  private final Runnable rotation;
  private volatile boolean running;
  private Thread thread;

  public KeyRotation(Runnable rotation) {
    this.rotation = rotation;
  }

  // finding: NonAtomicStartGuard
  public void start() {
    if (running) {
      return;
    }
    running = true;
    thread = new Thread(rotation);
    thread.start();
  }

  public void stop() {
    running = false;
    thread.interrupt();
  }
}
