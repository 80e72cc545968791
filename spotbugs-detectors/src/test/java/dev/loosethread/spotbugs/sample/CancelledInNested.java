package dev.loosethread.spotbugs.sample;

import java.util.Timer;

/** A nested class and a method reference release what the outer class creates. */
public class CancelledInNested {
  private final Timer timer = new Timer();
  private final Timer hooked = new Timer();

  public Runnable end() {
    return new Runnable() {
      @Override
      public void run() {
        timer.cancel();
      }
    };
  }

  public void register() {
    Runtime.getRuntime().addShutdownHook(new Thread(hooked::cancel));
  }
}
