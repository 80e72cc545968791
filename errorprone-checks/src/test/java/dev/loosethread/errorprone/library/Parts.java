package dev.loosethread.errorprone.library;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A library that code under test is compiled against: only its class files are there. */
public final class Parts {
  private static final ExecutorService SHARED = Executors.newFixedThreadPool(1, Parts::daemon);

  private Parts() {}

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  /** Only uses the pool that it gets. */
  public static final class Sender {
    private final ExecutorService pool;

    public Sender(ExecutorService pool) {
      this.pool = pool;
    }

    public void send(Runnable message) {
      pool.execute(message);
    }
  }

  /** Ends the pool that it gets. */
  public static final class OwningSender implements AutoCloseable {
    private final ExecutorService pool;

    public OwningSender(ExecutorService pool) {
      this.pool = pool;
    }

    public void send(Runnable message) {
      pool.execute(message);
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }

  /** Gives the pool that it gets to whoever asks. */
  public static final class Holder {
    private final ExecutorService pool;

    public Holder(ExecutorService pool) {
      this.pool = pool;
    }

    public ExecutorService pool() {
      return pool;
    }
  }

  /** Ends the pool that it gets in a class without a name. */
  public static final class HookedSender {
    private final ExecutorService pool;

    public HookedSender(ExecutorService pool) {
      this.pool = pool;
    }

    public AutoCloseable hook() {
      return new AutoCloseable() {
        @Override
        public void close() {
          pool.shutdown();
        }
      };
    }
  }

  /** Keeps anything, and ends what can be ended. */
  public static final class Registry {
    private Object part = "";

    public void add(Object added) {
      part = added;
    }

    public void stop() {
      if (part instanceof ExecutorService pool) {
        pool.shutdown();
      }
    }
  }

  public static ExecutorService newPool(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    return Executors.unconfigurableExecutorService(pool);
  }

  public static ScheduledExecutorService newScheduler() {
    return Executors.newScheduledThreadPool(1, task -> new Thread(task, "library"));
  }

  /** Its threads end after a minute without tasks. */
  public static ExecutorService newCachedPool() {
    return Executors.newCachedThreadPool();
  }

  /** The same for all. */
  public static ExecutorService sharedPool() {
    return SHARED;
  }

  /** Ends the pool that its subclass gives it. */
  public abstract static class Base implements AutoCloseable {
    private final ExecutorService pool;

    protected Base(ExecutorService pool) {
      this.pool = pool;
    }

    @Override
    public void close() {
      pool.shutdown();
    }
  }

  /** Its threads end by themselves. */
  public static ExecutorService newIdlePool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static final List<ExecutorService> REGISTERED = new ArrayList<>();

  private static final class RegisteredPool extends ThreadPoolExecutor {
    RegisteredPool() {
      super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      REGISTERED.add(this);
    }
  }

  /** The library ends it. */
  public static ExecutorService newRegisteredPool() {
    return new RegisteredPool();
  }

  public static void stopRegistered() {
    REGISTERED.forEach(ExecutorService::shutdown);
  }
}
