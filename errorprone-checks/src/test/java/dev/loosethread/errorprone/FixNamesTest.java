package dev.loosethread.errorprone;

import com.google.errorprone.BugCheckerRefactoringTestHelper;
import com.google.errorprone.BugCheckerRefactoringTestHelper.TestMode;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** Fixes where the names they would like are taken, or declarations are shared. */
class FixNamesTest {
  private void becomes(Class<? extends BugChecker> checker, String input, String output) {
    BugCheckerRefactoringTestHelper.newInstance(checker, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .addInputLines("A.java", input)
        .addOutputLines("A.java", output)
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void startWhoseFlagSharesItsDeclarationIsLocked() {
    BugCheckerRefactoringTestHelper.newInstance(NonAtomicStartGuard.class, getClass())
        .addInputLines(
            "A.java",
            """
            class A {
              private boolean running, paused;
              private Thread thread;
              public void start() {
                if (running) return;
                running = true;
                thread = new Thread(() -> {});
                thread.start();
              }
              boolean isPaused() { return paused; }
            }
            """)
        .addOutputLines(
            "A.java",
            """
            class A {
              private boolean running, paused;
              private Thread thread;
              public synchronized void start() {
                if (running) return;
                running = true;
                thread = new Thread(() -> {});
                thread.start();
              }
              boolean isPaused() { return paused; }
            }
            """)
        .doTest();
  }

  @Test
  void twoTimersOfOneDeclarationAreBothCancelled() {
    becomes(
        TimerNotCancelled.class,
        """
        import java.util.Timer;
        class A {
          private final Timer a = new Timer(), b = new Timer();
          void close() {}
        }
        """,
        """
        import java.util.Timer;
        class A {
          private final Timer a = new Timer(), b = new Timer();
          void close() {
            a.cancel();
            b.cancel();
          }
        }
        """);
  }

  @Test
  void typesOfTheSameSimpleNameAreSpelledOut() {
    becomes(
        UnguardedStart.class,
        """
        public class A {
          static class AtomicBoolean {}
          private Thread thread;
          public void start() {
            thread = new Thread(A::loop);
            thread.start();
          }
          public void stop() {}
          static void loop() {
            while (!Thread.currentThread().isInterrupted()) {}
          }
        }
        """,
        """
        public class A {
          static class AtomicBoolean {}
          private Thread thread;
          private final java.util.concurrent.atomic.AtomicBoolean started = new java.util.concurrent.atomic.AtomicBoolean();
          public void start() {
            if (!started.compareAndSet(false, true)) {
              return;
            }
            thread = new Thread(A::loop);
            thread.start();
          }
          public void stop() {
            started.set(false);
          }
          static void loop() {
            while (!Thread.currentThread().isInterrupted()) {}
          }
        }
        """);
  }

  @Test
  void namesOfParametersAndLocalsAreNotTakenForTheGuard() {
    becomes(
        UnguardedStart.class,
        """
        public class A {
          private Thread thread;
          public void start(boolean started) {
            int started2 = 1;
            thread = new Thread(A::loop);
            thread.start();
          }
          static void loop() {
            while (!Thread.currentThread().isInterrupted()) {}
          }
        }
        """,
        """
        import java.util.concurrent.atomic.AtomicBoolean;

        public class A {
          private Thread thread;
          private final AtomicBoolean started3 = new AtomicBoolean();
          public void start(boolean started) {
            if (!started3.compareAndSet(false, true)) {
              return;
            }
            int started2 = 1;
            thread = new Thread(A::loop);
            thread.start();
          }
          static void loop() {
            while (!Thread.currentThread().isInterrupted()) {}
          }
        }
        """);
  }

  @Test
  void anotherMethodOfTheHelpersNameStays_andCommentsDoToo() {
    becomes(
        ExecutorNotShutDown.class,
        """
        import java.util.concurrent.ExecutorService;
        import java.util.concurrent.Executors;
        import java.util.concurrent.TimeUnit;
        class A {
          private final ExecutorService pool = Executors.newFixedThreadPool(1);
          private void shutdownAndAwaitTermination(String why) {}
          public void close() {
            // first

            shutdownAndAwaitTermination("end"); // trailing

            // last
          }
        }
        """,
        """
        import java.util.concurrent.ExecutorService;
        import java.util.concurrent.Executors;
        import java.util.concurrent.TimeUnit;
        class A {
          private final ExecutorService pool = Executors.newFixedThreadPool(1);
          private void shutdownAndAwaitTermination(String why) {}
          public void close() {
            shutdownAndAwaitTermination2(pool);
            // first

            shutdownAndAwaitTermination("end"); // trailing

            // last
          }

          private static void shutdownAndAwaitTermination2(ExecutorService executor) {
            executor.shutdown();
            try {
              if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                executor.shutdownNow();
                executor.awaitTermination(10, TimeUnit.SECONDS);
              }
            } catch (InterruptedException e) {
              executor.shutdownNow();
              Thread.currentThread().interrupt();
            }
          }
        }
        """);
  }

  @Test
  void endMethodThatMayEndEarlyResetsTheGuardAllTheSame() {
    becomes(
        UnguardedStart.class,
        """
        public class A {
          private Thread thread;
          public void start() {
            thread = new Thread(A::loop);
            thread.start();
          }
          public void stop() throws InterruptedException {
            thread.join();
          }
          static void loop() {
            while (!Thread.currentThread().isInterrupted()) {}
          }
        }
        """,
        """
        import java.util.concurrent.atomic.AtomicBoolean;

        public class A {
          private Thread thread;
          private final AtomicBoolean started = new AtomicBoolean();
          public void start() {
            if (!started.compareAndSet(false, true)) {
              return;
            }
            thread = new Thread(A::loop);
            thread.start();
          }
          public void stop() throws InterruptedException {
            try {
              thread.join();
            } finally {
              started.set(false);
            }
          }
          static void loop() {
            while (!Thread.currentThread().isInterrupted()) {}
          }
        }
        """);
  }

  @Test
  void startThatReturnsItselfReturnsItselfTheSecondTimeToo() {
    becomes(
        UnguardedStart.class,
        """
        import java.util.Timer;
        public class A {
          private Timer timer;
          public A start(String name) {
            timer = new Timer(name);
            return this;
          }
          public void stop() {
            timer.cancel();
          }
        }
        """,
        """
        import java.util.Timer;
        import java.util.concurrent.atomic.AtomicBoolean;
        public class A {
          private Timer timer;
          private final AtomicBoolean started = new AtomicBoolean();
          public A start(String name) {
            if (!started.compareAndSet(false, true)) {
              return this;
            }
            timer = new Timer(name);
            return this;
          }
          public void stop() {
            timer.cancel();
            started.set(false);
          }
        }
        """);
  }

  @Test
  void startOnOneLineIsSpreadOverSeveral() {
    becomes(
        UnguardedStart.class,
        """
        import java.util.Timer;
        public class A {
          private Timer timer;
          public void start() { timer = new Timer(); System.out.println("started"); }
          public void stop() { timer.cancel(); }
        }
        """,
        """
        import java.util.Timer;
        import java.util.concurrent.atomic.AtomicBoolean;
        public class A {
          private Timer timer;
          private final AtomicBoolean started = new AtomicBoolean();
          public void start() {
            if (!started.compareAndSet(false, true)) {
              return;
            }
            timer = new Timer();
            System.out.println("started");
          }
          public void stop() { timer.cancel();
            started.set(false);
          }
        }
        """);
  }

  @Test
  void commentOnTheOneLineOfAStartIsNotLost() {
    BugCheckerRefactoringTestHelper.newInstance(UnguardedStart.class, getClass())
        .addInputLines(
            "A.java",
            """
            import java.util.Timer;
            public class A {
              private Timer timer;
              public void start() { timer = new Timer(); /* daemon? */ }
              public void stop() { timer.cancel(); }
            }
            """)
        .addOutputLines(
            "A.java",
            """
            import java.util.Timer;
            import java.util.concurrent.atomic.AtomicBoolean;
            public class A {
              private Timer timer;
              private final AtomicBoolean started = new AtomicBoolean();
              public void start() {
                if (!started.compareAndSet(false, true)) {
                  return;
                }
                timer = new Timer(); /* daemon? */
              }
              public void stop() {
                timer.cancel();
                started.set(false);
              }
            }
            """)
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void methodThatEndsTheThreadUnderAnotherNameResetsTheGuardToo() {
    becomes(
        UnguardedStart.class,
        """
        import java.util.Timer;
        public class A {
          private Timer timer;
          public void start() {
            timer = new Timer();
          }
          public void pause() {
            timer.cancel();
          }
        }
        """,
        """
        import java.util.Timer;
        import java.util.concurrent.atomic.AtomicBoolean;
        public class A {
          private Timer timer;
          private final AtomicBoolean started = new AtomicBoolean();
          public void start() {
            if (!started.compareAndSet(false, true)) {
              return;
            }
            timer = new Timer();
          }
          public void pause() {
            timer.cancel();
            started.set(false);
          }
        }
        """);
  }
}
