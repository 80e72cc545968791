package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedWaitUnboundedTest {
  private final Operator operator = new BoundedWaitUnbounded();

  @Test
  void waitsOfEndMethodsLoseTheirLimit() {
    String source =
        """
        class Pool {
          ExecutorService pool;
          Thread thread;
          CountDownLatch latch;
          CompletableFuture<String> future;

          void close() throws Exception {
            pool.awaitTermination(5, TimeUnit.SECONDS);
            thread.join(100);
            latch.await(1,
                TimeUnit.SECONDS);
            future.get(1, TimeUnit.SECONDS);
          }
        }
        """;
    String forever = "Long.MAX_VALUE, java.util.concurrent.TimeUnit.NANOSECONDS";
    assertThat(Mutants.of(operator, source))
        .containsExactly(
            source.replace("5, TimeUnit.SECONDS", forever),
            source.replace("join(100)", "join()"),
            source.replace("1,\n        TimeUnit.SECONDS", forever + "\n"),
            source.replace("get(1, TimeUnit.SECONDS", "get(" + forever));
    assertThat(Mutants.of(operator, source.replace("close", "check"))).isEmpty();
  }

  @Test
  void waitsOfOthersAndWithoutLimitStay() {
    String source =
        """
        class Pool {
          ExecutorService pool;
          Map<String, String> map;
          Thread thread;

          void close() throws Exception {
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
            while (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
              thread.join(0);
              map.getOrDefault("a", "b");
            }
            new Thread(() -> {
              try {
                thread.join(5);
              } catch (InterruptedException e) {
              }
            });
          }
        }
        """;
    assertThat(Mutants.of(operator, source)).isEmpty();
  }

  @Test
  void anchorsAreTheWaitAndTheMethod() {
    String source =
        """
        class Pool {
          Thread thread;
          void stop() throws Exception {
            thread.interrupt();
            thread.join(1);
          }
        }
        """;
    assertThat(Mutants.anchored(operator, source))
        .containsExactly("void stop() throws Exception {", "thread.join(1);");
  }
}
