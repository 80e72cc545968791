import static org.junit.jupiter.api.Assertions.fail;

import dev.loosethread.leaks.ThreadLeakCheck;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One test for each thing that the check says. */
@ThreadLeakCheck
class OrdersTest {
  private static ExecutorService shared;
  private static ExecutorService forgotten;

  @BeforeAll
  static void open() throws Exception {
    shared = Executors.newSingleThreadExecutor();
    forgotten = Executors.newSingleThreadExecutor(OrdersTest::daemon);
    forgotten.submit(() -> {}).get();
  }

  @AfterAll
  static void close() {
    shared.shutdown();
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "forgotten-by-the-class");
    thread.setDaemon(true);
    return thread;
  }

  private static void leak(String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void leaks() {
    leak("poller");
  }

  @Test
  void failsAndLeaks() {
    leak("of-a-failure");
    fail("its own failure");
  }

  @Test
  void letsAThreadDie() throws Exception {
    Thread dies =
        new Thread(
            () -> {
              throw new IllegalStateException("in the background");
            },
            "dies");
    dies.start();
    dies.join();
  }

  @Test
  void isClean() throws Exception {
    shared.submit(() -> {}).get();
  }
}
