package sample

import groovy.transform.CompileStatic
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.ScheduledExecutorService
import java.util.concurrent.TimeUnit

@CompileStatic
class LeakyPool {
  private final ExecutorService pool = Executors.newFixedThreadPool(2)

  void run(Runnable task) {
    pool.execute(task)
  }

  void close() {
    println 'closed'
  }
}

@CompileStatic
class ClosedPool implements AutoCloseable {
  private final ExecutorService pool = Executors.newFixedThreadPool(2)

  void run(Runnable task) {
    pool.execute(task)
  }

  @Override
  void close() {
    pool.shutdown()
  }
}

@CompileStatic
class LeakyScheduler {
  private ScheduledExecutorService scheduler

  void start() {
    scheduler = Executors.newSingleThreadScheduledExecutor()
    scheduler.scheduleAtFixedRate({ println 'tick' } as Runnable, 1, 1, TimeUnit.SECONDS)
  }

  void stop() {
    println 'stopped'
  }
}

@CompileStatic
class EndlessLoop {
  void start() {
    new Thread(new Runnable() {
      @Override
      void run() {
        while (true) {
          println 'working'
        }
      }
    }).start()
  }
}

@CompileStatic
class LeakyTimer {
  private final Timer timer = new Timer()

  int purge() {
    timer.purge()
  }
}

@CompileStatic
class UsedOnce {
  void all(List<Runnable> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(2)
    try {
      tasks.each { Runnable task -> pool.execute(task) }
    } finally {
      pool.shutdown()
    }
  }
}

/** Its calls are looked up at run time: the class file does not say what they are. */
class Dynamic {
  private final ExecutorService pool = Executors.newFixedThreadPool(2)
  def timer = new Timer()

  def run(task) {
    pool.execute(task)
    timer.purge()
  }

  def close() {
    pool.shutdown()
  }
}
