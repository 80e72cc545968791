package sample

import java.util.Timer
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.ScheduledExecutorService
import java.util.concurrent.TimeUnit

class LeakyPool {
  private val pool: ExecutorService = Executors.newFixedThreadPool(2)
  fun run(task: Runnable) { pool.execute(task) }
  fun close() { println("closed") }
}

class ClosedPool : AutoCloseable {
  private val pool: ExecutorService = Executors.newFixedThreadPool(2)
  fun run(task: Runnable) { pool.execute(task) }
  override fun close() { pool.shutdown() }
}

class LeakyScheduler {
  private lateinit var scheduler: ScheduledExecutorService
  fun start() {
    scheduler = Executors.newSingleThreadScheduledExecutor()
    scheduler.scheduleAtFixedRate({ println("tick") }, 1, 1, TimeUnit.SECONDS)
  }
  fun stop() { println("stopped") }
}

class EndlessLoop {
  fun start() {
    Thread {
      while (true) {
        println("working")
      }
    }.start()
  }
}

class LeakyTimer {
  private val timer = Timer()
  fun purge() = timer.purge()
}

class UsedOnce {
  fun all(tasks: List<Runnable>) {
    val pool = Executors.newFixedThreadPool(2)
    try {
      tasks.forEach { pool.execute(it) }
    } finally {
      pool.shutdown()
    }
  }
}
