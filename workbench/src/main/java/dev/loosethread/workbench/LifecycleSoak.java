package dev.loosethread.workbench;

import dev.loosethread.lifecycle.BoundedStream;
import dev.loosethread.lifecycle.StreamGuard;
import dev.loosethread.lifecycle.ThreadLifecycle;
import dev.loosethread.lifecycle.ThreadMonitor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts and stops a service with all kinds of background tasks repeatedly, and prints its threads
 * and memory. Exits with 1 if they keep growing.
 */
public final class LifecycleSoak {
  private static final int SAMPLES = 30;

  /** How much the heap may grow, in percent, from the second third of the samples to the last. */
  private static final double MAX_GROWTH = 5;

  private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(10_000);
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();
  private final Path watched;
  private final ThreadLifecycle service =
      ThreadLifecycle.named("soak").onFailure((task, e) -> failed.incrementAndGet()).create();

  private LifecycleSoak(Path watched) {
    this.watched = watched;
    service.ticker("ticks", Duration.ofMillis(1), token -> offerAndFail());
    service.worker("works", queue, item -> handled.incrementAndGet());
    service.batcher(
        "batches", 100, Duration.ofMillis(5), queue, batch -> handled.addAndGet(batch.size()));
    service.watcher(watched, file -> handled.incrementAndGet());
    service.launch("sleeps", token -> token.sleep(Duration.ofDays(1)));
  }

  private void offerAndFail() {
    for (int i = 0; i < 100; i++) {
      queue.offer(i);
    }
    if (handled.get() % 10 == 0) {
      throw new IllegalStateException("a failure on purpose");
    }
  }

  /**
   * @param arguments the duration in minutes; 10 by default
   */
  public static void main(String[] arguments) throws Exception {
    long minutes = arguments.length == 0 ? 10 : Long.parseLong(arguments[0]);
    Path watched = Files.createTempFile("soak", ".txt");
    try {
      new LifecycleSoak(watched).run(TimeUnit.MINUTES.toNanos(minutes));
    } finally {
      Files.delete(watched);
    }
  }

  private void run(long nanos) throws Exception {
    System.out.println("| minute | restarts | items | failures | heap (KB) | threads |");
    System.out.println("|---|---|---|---|---|---|");
    long begin = System.nanoTime();
    List<Long> heaps = new ArrayList<>();
    List<Integer> threads = new ArrayList<>();
    try (ThreadMonitor monitor =
        ThreadMonitor.named("soak")
            .period(Duration.ofMillis(100))
            .group("soak", "soak/.*")
            .create()) {
      monitor.start();
      for (int sample = 1; sample <= SAMPLES; sample++) {
        while (System.nanoTime() - begin < nanos / SAMPLES * sample) {
          round();
        }
        System.gc();
        System.gc();
        heaps.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024);
        threads.add(ManagementFactory.getThreadMXBean().getThreadCount());
        System.out.printf(
            Locale.ROOT,
            "| %.1f | %,d | %,d | %,d | %,d | %d |%n",
            (System.nanoTime() - begin) / 60e9,
            restarts.get(),
            handled.get(),
            failed.get(),
            heaps.get(sample - 1),
            threads.get(sample - 1));
      }
    }
    double growth = 100 * (mean(heaps, 2) / mean(heaps, 1) - 1);
    System.out.printf(
        Locale.ROOT,
        "%nHeap, last third against the one before: %+.2f %%; threads at the end: %d, after the"
            + " first sample: %d.%n",
        growth,
        threads.get(SAMPLES - 1),
        threads.get(0));
    if (growth > MAX_GROWTH || threads.get(SAMPLES - 1) > threads.get(0)) {
      System.out.println("The memory or the number of threads keeps growing.");
      System.exit(1);
    }
  }

  private static double mean(List<Long> heaps, int third) {
    int size = SAMPLES / 3;
    return heaps.subList(size * third, size * (third + 1)).stream()
        .mapToLong(Long::longValue)
        .average()
        .orElseThrow();
  }

  /** Runs the service once, with streams. */
  private void round() throws Exception {
    service.start();
    restarts.incrementAndGet();
    Files.writeString(watched, String.valueOf(restarts.get()));
    service.callback(handled::incrementAndGet).run();
    ExecutorService consumers = Executors.newSingleThreadExecutor();
    try (StreamGuard guard = new StreamGuard("soak")) {
      BoundedStream<Integer> stream = new BoundedStream<>(consumers, 16);
      guard.guard("numbers", stream).subscribe(new Consumer());
      send(stream);
    } finally {
      consumers.shutdownNow();
    }
    service.close();
  }

  private void send(BoundedStream<Integer> stream) throws InterruptedException, IOException {
    try (stream) {
      for (int i = 0; i < 1_000; i++) {
        if (!stream.send(i, Duration.ofSeconds(10))) {
          return;
        }
      }
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** Consumes all items or cancels half-way, alternately. */
  private final class Consumer implements Flow.Subscriber<Integer> {
    private final long last = restarts.get() % 2 == 0 ? 500 : Long.MAX_VALUE;
    private Flow.Subscription subscription;
    private long seen;

    @Override
    public void onSubscribe(Flow.Subscription s) {
      subscription = s;
      s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Integer item) {
      handled.incrementAndGet();
      if (++seen == last) {
        subscription.cancel();
      }
    }

    @Override
    public void onError(Throwable e) {
      failed.incrementAndGet();
    }

    @Override
    public void onComplete() {
      handled.incrementAndGet();
    }
  }
}
