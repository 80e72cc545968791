package sample;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Threads and their owners in a field, in a variable, and nowhere. */
public class FileWatch {
  // finding: ThreadOwnerNotClosed
  private final WatchService files = FileSystems.getDefault().newWatchService();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  // finding: ThreadNotStopped
  private final Thread consumer = new Thread(this::consume);
  private final AtomicBoolean started = new AtomicBoolean();
  private ExecutorService readers;

  {
    // finding: UnownedThread
    new Thread(this::consume).start();
  }

  public FileWatch() throws IOException {
    // finding: ConstructorLeaksThread
    consumer.start();
    Path.of(".").register(files);
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

  // finding: StartGuardNotReset
  public void start() throws IOException {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    System.in.reset();
    readers = Executors.newFixedThreadPool(2);
  }

  public void resize(int threads) {
    // finding: ExecutorReplacedWithoutShutdown
    readers = Executors.newFixedThreadPool(threads);
  }

  public void stop() {
    readers.shutdownNow();

    events.clear();
  }
}
