package sample;

import java.util.concurrent.BlockingQueue;

/** A worker that no interrupt ends. */
public class MessagePump implements Runnable {
  private final BlockingQueue<String> queue;

  public MessagePump(BlockingQueue<String> queue) {
    this.queue = queue;
  }

  @Override
  public void run() {
    while (true) {
      try {
        System.out.println(queue.take());
      // finding: InterruptSwallowedInLoop
      } catch (InterruptedException e) {
        System.err.println("still here");
      }
    }
  }
}
