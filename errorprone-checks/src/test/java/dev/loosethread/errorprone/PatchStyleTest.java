package dev.loosethread.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patches look as if the author of the file had written them; a second run changes nothing. */
class PatchStyleTest {
  @TempDir Path temp;

  private String patched(String text, String... checkers) throws Exception {
    String once = patchedOnce(text, checkers);
    assertThat(patchedOnce(once, checkers)).isEqualTo(once);
    return once;
  }

  private String patchedOnce(String text, String... checkers) throws Exception {
    String levels =
        Arrays.stream(checkers)
            .map(checker -> "-Xep:" + checker + ":WARN")
            .collect(Collectors.joining(" "));
    RealJavac.Outcome outcome =
        new RealJavac(temp)
            .with("A.java", text)
            .run(
                "-XepDisableAllChecks",
                levels,
                "-XepOpt:Loosethread:Strict=true",
                "-XepPatchChecks:" + String.join(",", checkers),
                "-XepPatchLocation:IN_PLACE");
    assertThat(outcome.messages()).noneMatch(message -> message.startsWith("ERROR"));
    return Files.readString(temp.resolve("A.java"));
  }

  @Test
  void fixesOfAllChecksImportATypeOnce_whereTheFileWouldHaveIt() throws Exception {
    String patched =
        patched(
            """
            package a;

            import java.util.Timer;

            import static java.lang.System.out;

            public class A {
              private Thread thread;
              private final java.util.concurrent.ExecutorService pool =
                  java.util.concurrent.Executors.newFixedThreadPool(1);

              public void start() {
                thread = new Thread(A::loop);
                thread.start();
              }

              public void stop() throws InterruptedException {
                pool.shutdown();
                pool.awaitTermination(Long.MAX_VALUE, java.util.concurrent.TimeUnit.DAYS);
              }

              static void loop() {
                while (!Thread.currentThread().isInterrupted()) {
                  out.println();
                }
              }

              static class B {
                private final java.util.concurrent.ExecutorService pool =
                    java.util.concurrent.Executors.newFixedThreadPool(1);

                public void close() {
                  out.println();
                }
              }
            }
            """,
            "UnguardedStart",
            "UnboundedWaitInStop",
            "ExecutorNotShutDown");

    assertThat(patched)
        .startsWith(
            """
            package a;

            import java.util.Timer;
            import java.util.concurrent.ExecutorService;
            import java.util.concurrent.TimeUnit;
            import java.util.concurrent.atomic.AtomicBoolean;

            import static java.lang.System.out;

            public class A {
            """)
        .contains("shutdownAndAwaitTermination(pool);", "new AtomicBoolean();");
  }

  @Test
  void methodOnOneLineBecomesSeveral() throws Exception {
    assertThat(
            patched(
                """
                public class A {
                    private Thread thread;
                    private Runnable opening;
                    public void start() { opening.run(); thread = new Thread(A::loop); thread.start(); }
                    public void stop() throws Exception { thread.join(); /* all */ }
                    static void loop() { while (!Thread.interrupted()) Thread.yield(); }
                }
                """,
                "UnguardedStart"))
        .isEqualTo(
            """
            import java.util.concurrent.atomic.AtomicBoolean;

            public class A {
                private Thread thread;
                private Runnable opening;
                private final AtomicBoolean started = new AtomicBoolean();
                public void start() {
                    if (!started.compareAndSet(false, true)) {
                        return;
                    }
                    try {
                        opening.run();
                        thread = new Thread(A::loop);
                        thread.start();
                    } catch (RuntimeException | Error e) {
                        started.set(false);
                        throw e;
                    }
                }
                public void stop() throws Exception {
                    try {
                        thread.join(); /* all */
                    } finally {
                        started.set(false);
                    }
                }
                static void loop() { while (!Thread.interrupted()) Thread.yield(); }
            }
            """);
  }

  @Test
  void classOnOneLineGetsItsRelease() throws Exception {
    assertThat(
            patched(
                "class A { private final java.util.Timer t = new java.util.Timer();"
                    + " void close() { System.out.println(); } }\n",
                "TimerNotCancelled"))
        .isEqualTo(
            """
            class A { private final java.util.Timer t = new java.util.Timer(); void close() {
                t.cancel();
                System.out.println();
              } }
            """);
  }

  @Test
  void classOnOneLineGetsANewMethodBelow() throws Exception {
    assertThat(
            patched(
                "class A { private final java.util.Timer t = new java.util.Timer(); void f() {}"
                    + " }\n",
                "TimerNotCancelled"))
        .isEqualTo(
            """
            class A implements AutoCloseable { private final java.util.Timer t = new java.util.Timer(); void f() {}

              @Override
              public void close() {
                t.cancel();
              } }
            """);
  }

  @Test
  void classOnOneLineGetsANewFieldInIt() throws Exception {
    assertThat(
            patched(
                "public class A { private Thread t; public void start() { t = new Thread(A::loop);"
                    + " t.start(); } public void stop() { t.interrupt(); } static void loop() {"
                    + " while (!Thread.interrupted()) Thread.yield(); } }\n",
                "UnguardedStart"))
        .contains(
            "public class A { private Thread t; private final AtomicBoolean started = new"
                + " AtomicBoolean(); public void start() {\n");
  }

  @Test
  void newFieldAddsNoEmptyLineToOneThatIsThere() throws Exception {
    String spaced =
        """
        class A {

          void start() {
            Thread thread = new Thread(A::loop);
            thread.start();
          }

          void stop() {
            System.out.println();
          }

          static void loop() {
            while (!Thread.currentThread().isInterrupted()) {
              System.out.println();
            }
          }
        }
        """;

    assertThat(patched(spaced, "UnownedThread"))
        .startsWith("class A {\n  private Thread thread;\n\n  void start() {\n");
    assertThat(patched(spaced.replace("{\n\n  void start", "{\n  void start"), "UnownedThread"))
        .startsWith("class A {\n  private Thread thread;\n\n  void start() {\n");
  }

  @Test
  void emptyMethodGetsABody() throws Exception {
    assertThat(
            patched(
                """
                class A {
                  private final java.util.Timer t = new java.util.Timer();
                  void close() {}
                }
                """,
                "TimerNotCancelled"))
        .contains("  void close() {\n    t.cancel();\n  }\n");
  }

  @Test
  void bracesTabsAndCarriageReturnsStay() throws Exception {
    String text =
        """
        import java.util.List;

        public class A
        \textends Object
        {
        \tprivate final java.util.concurrent.ExecutorService pool =
        \t\tjava.util.concurrent.Executors.newFixedThreadPool(1);

        \tint f()
        \t{
        \t\ttry
        \t\t{
        \t\t\treturn 1;
        \t\t}
        \t\tfinally
        \t\t{
        \t\t\tpool.execute(() -> {});
        \t\t}
        \t}
        }\
        """;
    String expected =
        """
        import java.util.List;
        import java.util.concurrent.ExecutorService;
        import java.util.concurrent.TimeUnit;

        public class A
        \textends Object
        \timplements AutoCloseable
        {
        \tprivate final java.util.concurrent.ExecutorService pool =
        \t\tjava.util.concurrent.Executors.newFixedThreadPool(1);

        \tint f()
        \t{
        \t\ttry
        \t\t{
        \t\t\treturn 1;
        \t\t}
        \t\tfinally
        \t\t{
        \t\t\tpool.execute(() -> {});
        \t\t}
        \t}

        \t@Override
        \tpublic void close()
        \t{
        \t\tshutdownAndAwaitTermination(pool);
        \t}

        \tprivate static void shutdownAndAwaitTermination(ExecutorService executor)
        \t{
        \t\texecutor.shutdown();
        \t\ttry
        \t\t{
        \t\t\tif (!executor.awaitTermination(10, TimeUnit.SECONDS))
        \t\t\t{
        \t\t\t\texecutor.shutdownNow();
        \t\t\t\texecutor.awaitTermination(10, TimeUnit.SECONDS);
        \t\t\t}
        \t\t}
        \t\tcatch (InterruptedException e)
        \t\t{
        \t\t\texecutor.shutdownNow();
        \t\t\tThread.currentThread().interrupt();
        \t\t}
        \t}
        }\
        """;
    assertThat(patched(text, "ExecutorNotShutDown")).isEqualTo(expected);
    assertThat(patched(text.replace("\n", "\r\n"), "ExecutorNotShutDown"))
        .isEqualTo(expected.replace("\n", "\r\n"));
  }

  @Test
  void endlessForLoopBecomesAWhileLoop() throws Exception {
    assertThat(
            patched(
                """
                class A implements Runnable {
                  public void run() {
                    work:
                    for (; ; ) { // until it is interrupted
                      work();
                    }
                  }
                  void work() {}
                }
                """,
                "UninterruptibleLoop"))
        .contains("    work:\n    while (!Thread.currentThread().isInterrupted()) { // until");
    assertThat(
            patched(
                """
                class A implements Runnable {
                  public void run() {
                    for(int i = 0;; i++) {
                      work();
                    }
                  }
                  void work() {}
                }
                """,
                "UninterruptibleLoop"))
        .contains("    for(int i = 0; !Thread.currentThread().isInterrupted(); i++) {");
    assertThat(
            patched(
                """
                class A implements Runnable {
                  public void run() {
                    for (; /* ever */ ; ) {
                      work();
                    }
                  }
                  void work() {}
                }
                """,
                "UninterruptibleLoop"))
        .contains("/* ever */");
  }

  @Test
  void fieldsAreQualifiedAsTheClassDoes() throws Exception {
    assertThat(
            patched(
                """
                class A {
                  private final java.util.Timer t = new java.util.Timer();
                  private int i;
                  void f() {
                    this.i++;
                    this.t.purge();
                  }
                  void close() {
                    this.i = 0;
                  }
                }
                """,
                "TimerNotCancelled"))
        .contains("  void close() {\n    this.t.cancel();\n    this.i = 0;\n");
  }

  @Test
  void methodThatShutsDownInTwoPhasesIsReused() throws Exception {
    String helper =
        """
          static void end(ExecutorService service) {
            service.shutdown();
            try {
              if (!service.awaitTermination(1, TimeUnit.SECONDS)) {
                service.shutdownNow();
              }
            } catch (InterruptedException e) {
              service.shutdownNow();
              Thread.currentThread().interrupt();
            }
          }
        """;
    String patched =
        patched(
            """
            import java.util.concurrent.*;
            class A {
            %s
              static class B {
                private final ExecutorService pool = Executors.newFixedThreadPool(1);
                void close() {
                  System.out.println();
                }
              }
            }
            """
                .formatted(helper),
            "ExecutorNotShutDown");
    assertThat(patched).contains("      end(pool);\n").doesNotContain("shutdownAndAwait");
  }

  @Test
  void guavasShutdownIsCalled_whereTheFileUsesGuavasExecutors() throws Exception {
    String patched =
        patched(
            """
            import com.google.common.util.concurrent.MoreExecutors;
            import java.util.concurrent.ExecutorService;
            import java.util.concurrent.Executors;

            class A {
              private final ExecutorService pool = Executors.newFixedThreadPool(1);
              Object direct = MoreExecutors.directExecutor();

              void close() {
                System.out.println();
              }
            }
            """,
            "ExecutorNotShutDown");
    assertThat(patched)
        .contains(
            "import java.util.concurrent.TimeUnit;\n",
            "    MoreExecutors.shutdownAndAwaitTermination(pool, 20, TimeUnit.SECONDS);\n")
        .doesNotContain("private static");
  }

  @Test
  void tryBlockEndsWhereTheLastUseDoes_andEmptyLinesStayOutside() throws Exception {
    assertThat(
            patched(
                """
                import java.util.concurrent.ExecutorService;
                import java.util.concurrent.Executors;

                class A {
                  void f(Runnable r) {
                    ExecutorService pool = Executors.newFixedThreadPool(2);

                    // all of it
                    pool.execute(r);
                    System.out.println();
                    System.out.println();
                  }
                }
                """,
                "LocalExecutorNotShutDown"))
        .contains(
            """
                ExecutorService pool = Executors.newFixedThreadPool(2);

                try {
                  // all of it
                  pool.execute(r);
                } finally {
                  pool.shutdown();
                }
                System.out.println();
                System.out.println();
              }
            """);
  }

  @Test
  void tryBlockEndsLast_whereItDeclaresAVariable() throws Exception {
    assertThat(
            patched(
                """
                import java.util.concurrent.ExecutorService;
                import java.util.concurrent.Executors;

                class A {
                  void f(Runnable r) {
                    ExecutorService pool = Executors.newFixedThreadPool(2);
                    Object result = pool.submit(r);
                    System.out.println(result);
                  }
                }
                """,
                "LocalExecutorNotShutDown"))
        .contains(
            """
                  System.out.println(result);
                } finally {
                  pool.shutdown();
                }
              }
            """);
  }

  @Test
  void loopKeepsItsPauseAfterAFailure_andTheCommentStaysWithItsCode() throws Exception {
    assertThat(
            patched(
                """
                class A extends Thread {
                  private volatile boolean done;
                  private final Runnable work;

                  A(Runnable work) {
                    this.work = work;
                  }

                  @Override
                  public void run() {
                    while (!done) {
                      // one of many
                      work.run();
                      try {
                        Thread.sleep(10);
                      } catch (InterruptedException e) {
                        return;
                      }
                    }
                  }
                }
                """,
                "WorkerLoopMayDie"))
        .contains(
            """
                while (!done) {
                  try {
                    // one of many
                    work.run();
                  } catch (RuntimeException e) {
                    Thread.currentThread()
                        .getUncaughtExceptionHandler()
                        .uncaughtException(Thread.currentThread(), e);
                  }
                  try {
                    Thread.sleep(10);
            """);
  }

  @Test
  void tryWithAFinallyBlockGetsACatchClause() throws Exception {
    assertThat(
            patched(
                """
                import java.util.concurrent.ScheduledExecutorService;
                import java.util.concurrent.TimeUnit;

                class A {
                  private int runs;

                  void go(ScheduledExecutorService scheduler, Runnable task) {
                    scheduler.scheduleAtFixedRate(
                        () -> {
                          try {
                            task.run();
                          } finally {
                            runs++;
                          }
                        },
                        1,
                        1,
                        TimeUnit.SECONDS);
                  }
                }
                """,
                "PeriodicTaskMayThrow"))
        .contains(
            """
                      try {
                        task.run();
                      } catch (RuntimeException e) {
                        Thread.currentThread()
                            .getUncaughtExceptionHandler()
                            .uncaughtException(Thread.currentThread(), e);
                      } finally {
                        runs++;
                      }
            """);
  }

  @Test
  void fieldStandsApart_whereTheOthersDo() throws Exception {
    assertThat(
            patched(
                """
                public class A {
                  /** One. */
                  private int one;

                  /** The thread. */
                  private Thread thread;

                  public void start() {
                    thread = new Thread(A::loop);
                    thread.start();
                  }

                  public void stop() {
                    thread.interrupt();
                  }

                  static void loop() {
                    while (!Thread.interrupted()) Thread.yield();
                  }
                }
                """,
                "UnguardedStart"))
        .contains(
            "  private Thread thread;\n\n"
                + "  private final AtomicBoolean started = new AtomicBoolean();\n\n");
  }
}
