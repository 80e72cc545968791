package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseDeletedTest {
  private static final String FIELDS =
      """
      import java.util.*;
      import java.util.concurrent.*;
      class Sample {
        private ExecutorService pool = Executors.newCachedThreadPool();
        private Thread worker;
        private ScheduledFuture<?> task;
        private final List<Thread> threads = new ArrayList<>();
        private final Map<String, ExecutorService> pools = new HashMap<>();
        private final Thread[] readers = new Thread[2];
        static void shutdownQuietly(ExecutorService pool) {
          if (pool != null) pool.shutdown();
        }
        static void print(Object it) {}
        static void submitStop(Runnable stop) {}
        void start() {
          worker = new Thread(() -> {});
          worker.start();
        }
      """;

  @Test
  void deletesAllReleasesOfTheField() {
    Mutation mutation =
        single(
            ReleaseDeleted.direct(),
            """
            void close() throws InterruptedException {
              pool.shutdown();
              if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                List<Runnable> left = pool.shutdownNow();
              }
            }
            """);
    assertThat(mutation.changed())
        .containsExactly(";", "List<Runnable> left = new java.util.ArrayList<Runnable>();");
    assertThat(mutation.candidate().what()).isEqualTo("pool.shutdown() ...");
  }

  @Test
  void anchorsAtAllThatTheFieldLivesBy() {
    Mutation mutation = single(ReleaseDeleted.direct(), "void stop() { worker.interrupt(); }");
    assertThat(mutation.changed()).containsExactly("void stop() { ; }");
    assertThat(
            List.of("private Thread worker", "worker = new", "worker.start()", "void stop").stream()
                .filter(text -> !mutation.isAnchoredAt(text)))
        .isEmpty();
    assertThat(mutation.isAnchoredAt("private ExecutorService pool")).isFalse();
  }

  @Test
  void seesThroughALocalThatStandsForTheField() {
    Mutation mutation =
        single(
            ReleaseDeleted.direct(),
            """
            void stop() {
              Thread old = this.worker;
              worker = null;
              if (old != null) old.interrupt(); else print("none");
            }
            """);
    assertThat(mutation.changed()).containsExactly("if (old != null) ; else print(\"none\");");
  }

  @Test
  void keepsACatchClauseThatNeedsTheException() {
    Mutation mutation =
        Mutation.single(
            ReleaseDeleted.direct(),
            """
            class Sample {
              private java.nio.file.WatchService watcher;
              void close() {
                try {
                  watcher.close();
                } catch (java.io.IOException e) {
                  throw new IllegalStateException(e);
                }
              }
            }
            """);
    assertThat(mutation.changed())
        .containsExactly("{ if (false) throw (java.io.IOException) null; }");
  }

  @Test
  void findsNothingWhereAnotherMethodReleasesToo() {
    assertThat(
            of(
                ReleaseDeleted.direct(),
                "void close() { pool.shutdown(); } void other() { pool.shutdownNow(); }"))
        .isEmpty();
    assertThat(
            of(
                ReleaseDeleted.direct(),
                "void close() { pool.shutdown(); } void other() { shutdownQuietly(pool); }"))
        .isEmpty();
  }

  @Test
  void findsNothingOutsideOfEndMethodsOrForLocals() {
    assertThat(of(ReleaseDeleted.direct(), "void work() { pool.shutdown(); }")).isEmpty();
    assertThat(
            of(
                ReleaseDeleted.direct(),
                "void close() { Thread own = new Thread(() -> {}); own.interrupt(); }"))
        .isEmpty();
    assertThat(of(ReleaseDeleted.direct(), "void close() { Thread.currentThread().interrupt(); }"))
        .isEmpty();
  }

  @Test
  void deletesTheCancelOfATask() {
    Mutation mutation =
        single(
            ReleaseDeleted.future(),
            "void stop() {\n if (task != null && task.cancel(true)) print(task);\n }");
    assertThat(mutation.changed()).containsExactly("if (task != null && true) print(task);");
    assertThat(of(ReleaseDeleted.direct(), "void stop() { task.cancel(true); }")).isEmpty();
  }

  @Test
  void leavesATaskThatPassesItsCancelOnAlone() {
    assertThat(
            Mutation.of(
                ReleaseDeleted.future(),
                """
                import java.util.concurrent.*;
                abstract class Sample implements Future<String> {
                  private Future<String> wrapped;
                  public boolean cancel(boolean hard) { return wrapped.cancel(hard); }
                }
                """))
        .isEmpty();
  }

  @Test
  void leavesTheThreadOfAnotherAlone() {
    assertThat(
            of(
                ReleaseDeleted.direct(),
                "private Thread waiting; void await() { waiting = Thread.currentThread(); }"
                    + " void stop() { waiting.interrupt(); }"))
        .isEmpty();
  }

  @Test
  void deletesTheReleaseOfEachElement() {
    assertThat(changed("void stop() { for (Thread t : threads) t.interrupt(); }"))
        .containsExactly("void stop() { for (Thread t : threads) ; }");
    assertThat(changed("void stop() { for (Thread t : new ArrayList<>(threads)) t.interrupt(); }"))
        .containsExactly("void stop() { for (Thread t : new ArrayList<>(threads)) ; }");
    assertThat(changed("void stop() { for (int i = 0; i < 2; i++) readers[i].interrupt(); }"))
        .containsExactly("void stop() { for (int i = 0; i < 2; i++) ; }");
    assertThat(changed("void stop() { pools.values().forEach(ExecutorService::shutdown); }"))
        .containsExactly("void stop() { pools.values().forEach(released -> {}); }");
    assertThat(changed("void stop() { pools.forEach((name, it) -> it.shutdownNow()); }"))
        .containsExactly("void stop() { pools.forEach((name, it) -> {}); }");
    assertThat(changed("void stop() { Arrays.stream(readers).forEach(Thread::interrupt); }"))
        .containsExactly("void stop() { Arrays.stream(readers).forEach(released -> {}); }");
  }

  @Test
  void anchorsAtWhatIsPutIntoTheCollection() {
    Mutation mutation =
        single(
            ReleaseDeleted.collection(),
            """
            void add() {
              Thread next = new Thread(() -> {});
              threads.add(next);
              next.start();
            }
            void stop() { for (Thread t : threads) t.interrupt(); }
            """);
    assertThat(mutation.isAnchoredAt("List<Thread> threads")).isTrue();
    assertThat(mutation.isAnchoredAt("Thread next")).isTrue();
    assertThat(mutation.isAnchoredAt("threads.add")).isTrue();
    assertThat(mutation.isAnchoredAt("next.start()")).isTrue();
    assertThat(mutation.isAnchoredAt("void add")).isFalse();
  }

  @Test
  void leavesElementsOfOtherThingsAlone() {
    assertThat(
            of(
                ReleaseDeleted.collection(),
                "void stop(List<Thread> given) { for (Thread t : given) t.interrupt(); }"))
        .isEmpty();
    assertThat(of(ReleaseDeleted.collection(), "void stop() { pool.shutdown(); }")).isEmpty();
  }

  @Test
  void deletesTheCallOfAHelper() {
    assertThat(single(ReleaseDeleted.helper(), "void close() { shutdownQuietly(pool); }").changed())
        .containsExactly("void close() { ; }");
    assertThat(
            single(ReleaseDeleted.helper(), "void close() { submitStop(pool::shutdown); }")
                .changed())
        .containsExactly("void close() { submitStop(() -> {}); }");
  }

  @Test
  void takesNoOtherCallForAHelper() {
    assertThat(of(ReleaseDeleted.helper(), "void close() { print(pool); }")).isEmpty();
    assertThat(
            of(
                ReleaseDeleted.helper(),
                "void close() { Runtime.getRuntime().removeShutdownHook(worker); }"))
        .isEmpty();
    assertThat(of(ReleaseDeleted.helper(), "void close() { pool.shutdown(); }")).isEmpty();
  }

  private static List<String> changed(String member) {
    return single(ReleaseDeleted.collection(), member).changed();
  }

  private static Mutation single(Operator operator, String member) {
    return Mutation.single(operator, FIELDS + member + "\n}\n");
  }

  private static List<Mutation> of(Operator operator, String member) {
    return Mutation.of(operator, FIELDS + member + "\n}\n");
  }
}
