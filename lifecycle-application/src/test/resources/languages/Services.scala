package sample

import java.util.Timer
import java.util.concurrent.{ExecutorService, Executors, ScheduledExecutorService, TimeUnit}

class LeakyPool {
  private val pool: ExecutorService = Executors.newFixedThreadPool(2)
  def run(task: Runnable): Unit = pool.execute(task)
  def close(): Unit = println("closed")
}

class ClosedPool extends AutoCloseable {
  private val pool: ExecutorService = Executors.newFixedThreadPool(2)
  def run(task: Runnable): Unit = pool.execute(task)
  override def close(): Unit = pool.shutdown()
}

class LeakyScheduler {
  private var scheduler: ScheduledExecutorService = _
  def start(): Unit = {
    scheduler = Executors.newSingleThreadScheduledExecutor()
    scheduler.scheduleAtFixedRate(() => println("tick"), 1, 1, TimeUnit.SECONDS)
  }
  def stop(): Unit = println("stopped")
}

class EndlessLoop {
  def start(): Unit = {
    new Thread(() => {
      while (true) {
        println("working")
      }
    }).start()
  }
}

class LeakyTimer {
  private val timer = new Timer()
  def purge(): Int = timer.purge()
}
