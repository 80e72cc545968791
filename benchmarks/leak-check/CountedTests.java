import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;

/** Tests that do next to nothing; each class prints how long one took, and what the JVM holds. */
class CountedTests {
  private static final int WARM_UP = 500;
  private static final int COUNT = 2_000;

  abstract static class Timed {
    private static long begin;
    private static int ran;

    @BeforeAll
    static void reset() {
      ran = 0;
    }

    static void count() {
      if (++ran == WARM_UP) {
        begin = System.nanoTime();
      }
    }

    @AfterAll
    static void print() throws Exception {
      long nanos = (System.nanoTime() - begin) / (COUNT - WARM_UP);
      System.gc();
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      Path status = Path.of("/proc/self/status");
      String resident =
          Files.exists(status)
              ? Files.readAllLines(status).stream()
                  .filter(l -> l.startsWith("VmRSS"))
                  .map(l -> l.replaceAll("\\D", ""))
                  .findFirst()
                  .orElse("0")
              : "0";
      System.out.println("measured " + nanos + " " + heap / 1024 + " " + resident);
    }
  }

  @Nested
  class Quiet extends Timed {
    @RepeatedTest(COUNT)
    void startsNothing() {
      count();
    }
  }

  @Nested
  class Joins extends Timed {
    @RepeatedTest(COUNT)
    void startsAThreadAndJoinsIt() throws Exception {
      count();
      Thread thread = new Thread(() -> {});
      thread.start();
      thread.join();
    }
  }

  @Nested
  class Pools extends Timed {
    @RepeatedTest(COUNT)
    void shutsDownAPoolAndDoesNotAwaitIt() throws Exception {
      count();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      pool.submit(() -> {}).get();
      pool.shutdown();
    }
  }
}
