package sample;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.WatchService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Threads and their owners in a field, in a variable, and nowhere. */
public class FileWatch {
  // finding: ThreadOwnerNotClosed
  private final WatchService files = FileSystems.getDefault().newWatchService();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  // finding: ThreadNotStopped
  private final Thread consumer = new Thread(this::consume);

  public FileWatch() throws IOException {
    consumer.start();
    // finding: UnownedThread
    new Thread(this::consume).start();
  }

  private void consume() {
    try {
      while (true) {
        System.out.println(events.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void scan(Runnable scanner) {
    // finding: LocalExecutorNotShutDown
    ExecutorService scanners = Executors.newFixedThreadPool(2);
    scanners.execute(scanner);
  }

  public void stop() {
    events.clear();
  }
}
