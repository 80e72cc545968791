package sample;

/** A loop that checks nothing. */
public class SpinningProbe implements Runnable {
  private final Runnable probe;

  public SpinningProbe(Runnable probe) {
    this.probe = probe;
  }

  @Override
  public void run() {
    // finding: UninterruptibleLoop
    while (true) {
      probe.run();
    }
  }
}
