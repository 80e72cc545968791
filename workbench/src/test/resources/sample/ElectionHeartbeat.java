package sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A second start() starts a second pool, and the first is lost. */
public class ElectionHeartbeat {
  private ExecutorService beats;

  // finding: UnguardedStart
  public void start(Runnable beat) {
    beats = Executors.newSingleThreadExecutor();
    beats.execute(beat);
  }

  public void stop() {
    beats.shutdownNow();
  }
}
