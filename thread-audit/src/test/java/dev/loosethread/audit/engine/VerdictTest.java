package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.model.finding.Question;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the questions are answered with, and what that makes of a launch. */
class VerdictTest {
  @TempDir Path folder;

  private Row launch(String members) {
    return Audited.source(folder, "Service", "class Service {\n" + members + "\n}").launch();
  }

  private static Holds holds(Row row, Question question) {
    return row.answers().get(question).holds();
  }

  private static String why(Row row, Question question) {
    return row.answers().get(question).reason();
  }

  @Test
  void aThreadThatIsKeptInterruptedAndEndsIsGreen() {
    Row row =
        launch(
            """
            private Thread thread;
            private final AtomicBoolean started = new AtomicBoolean();
            void start() {
              if (started.compareAndSet(false, true)) {
                thread = new Thread(this::loop);
                thread.start();
              }
            }
            private void loop() {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            }
            void stop() {
              started.set(false);
              thread.interrupt();
            }
            """);

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
    assertThat(row.runs()).isEqualTo("Service.loop()");
    assertThat(why(row, Question.OWNED)).isEqualTo("stop() releases it");
    assertThat(holds(row, Question.GUARDED)).isEqualTo(Holds.YES);
  }

  private static final String WITHOUT_GUARD =
      """
      private Thread thread;
      void start() {
        thread = new Thread(this::loop);
        thread.start();
      }
      private void loop() {
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
      }
      void stop() {
        thread.interrupt();
      }
      """;

  @Test
  void aStartWithoutAGuardWhoseCallersAreNotSeenIsYellow() {
    Row row = launch(WITHOUT_GUARD);

    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
    assertThat(holds(row, Question.GUARDED)).isEqualTo(Holds.UNKNOWN);
    assertThat(why(row, Question.GUARDED)).isEqualTo("a second start() starts a second thread");
  }

  @Test
  void aStartWithoutAGuardThatOnlyACreatorCallsIsGreen() {
    Row row =
        launch(
            WITHOUT_GUARD
                + """
                static Service running() {
                  Service service = new Service();
                  service.start();
                  return service;
                }
                """);

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
    assertThat(why(row, Question.GUARDED)).isEqualTo("its callers call start() once");
  }

  @Test
  void aThreadThatNothingCanStopIsRed() {
    Row row =
        launch(
            """
            void watch() {
              Runnable endless = () -> { while (true) { Thread.onSpinWait(); } };
              Thread t = new Thread(endless);
              t.start();
            }
            """);

    assertThat(row.verdict()).isEqualTo(Verdict.RED);
    assertThat(holds(row, Question.CANCELLABLE)).isEqualTo(Holds.NO);
    assertThat(holds(row, Question.OWNED)).isEqualTo(Holds.NO);
    assertThat(holds(row, Question.TRACKED)).isEqualTo(Holds.NO);
  }

  @Test
  void aThreadThatIsLeftToItselfButEndsIsListed() {
    Row row = launch("void notifyAsync(Runnable r) { new Thread(() -> System.gc()).start(); }");

    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
    assertThat(why(row, Question.CANCELLABLE)).isEqualTo("it runs to completion");
    assertThat(why(row, Question.OWNED)).isEqualTo("it ends by itself if what it calls returns");
  }

  @Test
  void aThreadThatIsLeftToItselfAndWaitsIsYellow() {
    Row row =
        launch(
            "void later() {"
                + " new Thread(() -> java.util.concurrent.locks.LockSupport.park()).start(); }");

    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
    assertThat(row.answers().get(Question.TRACKED).advice()).isNotEmpty();
  }

  @Test
  void aThreadThatIsJoinedIsGreen() {
    Row row =
        launch(
            """
            void both() throws InterruptedException {
              Thread t = new Thread(() -> System.gc());
              t.start();
              t.join();
            }
            """);

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
    assertThat(why(row, Question.TRACKED)).isEqualTo("something waits for it");
  }

  @Test
  void threadsInAnArrayThatAreJoinedAreOwned() {
    Row row =
        launch(
            """
            void all() throws InterruptedException {
              Thread[] threads = new Thread[4];
              for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> System.gc());
                threads[i].start();
              }
              for (Thread thread : threads) {
                thread.join();
              }
            }
            """);

    assertThat(why(row, Question.OWNED)).isEqualTo("all() releases or awaits each of them");
    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void aLoopThatAFlagEndsIsOwnedByWhoeverChangesTheFlag() {
    Row row =
        launch(
            """
            private volatile boolean running = true;
            void start() {
              Thread t = new Thread(() -> { while (running) { Thread.onSpinWait(); } });
              t.start();
            }
            void halt() { running = false; }
            """);

    assertThat(why(row, Question.OWNED)).isEqualTo("halt() changes the condition of its loop");
  }

  @Test
  void aWaitForFileEventsIsNotEndedByAFlagAlone() {
    Row row =
        launch(
            """
            private java.nio.file.WatchService files;
            private volatile boolean running = true;
            void start() {
              Thread t =
                  new Thread(
                      () -> {
                        while (running) {
                          try { files.take(); } catch (InterruptedException e) { return; }
                        }
                      });
              t.start();
            }
            void halt() { running = false; }
            """);

    assertThat(why(row, Question.OWNED))
        .startsWith("halt() changes the condition of its loop, but take() in ");
  }

  @Test
  void anExecutorThatItsFieldLosesIsRedWhereverItIsCreated() {
    assertThat(
            Audited.source(
                    folder,
                    "Service",
                    """
                    public class Service {
                      private ExecutorService pool = Executors.newFixedThreadPool(1);
                      public void resize(int n) {
                        pool = Executors.newFixedThreadPool(n);
                      }
                      public void run(Runnable task) throws Exception {
                        pool.submit(task).get();
                      }
                      public void close() { pool.shutdownNow(); }
                    }
                    """)
                .rows())
        .filteredOn(row -> row.kind() == Kind.THREAD_OWNER)
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.RED));
  }

  @Test
  void anEndlessTaskWhoseExecutorIsOnlyAskedToShutDownIsRed() {
    assertThat(
            Audited.source(
                    folder,
                    "Service",
                    """
                    class Service {
                      private final ExecutorService pool = Executors.newFixedThreadPool(1);
                      Service() {
                        pool.submit(this::loop);
                      }
                      private void loop() {
                        while (!Thread.currentThread().isInterrupted()) {
                          Thread.onSpinWait();
                        }
                      }
                      void close() { pool.shutdown(); }
                    }
                    """)
                .rows())
        .filteredOn(row -> row.call().equals("pool.submit()"))
        .singleElement()
        .satisfies(row -> assertThat(row.verdict()).isEqualTo(Verdict.RED));
  }

  @Test
  void repeatedAttemptsThatIgnoreInterruptsMayNeverEnd() {
    Row row =
        launch(
            """
            private final Thread thread = new Thread(this::connect);
            Service() { thread.start(); }
            private void connect() {
              while (true) {
                try {
                  attempt();
                  return;
                } catch (IOException e) {
                  try { Thread.sleep(5); } catch (InterruptedException i) { continue; }
                }
              }
            }
            private native void attempt() throws IOException;
            void close() { thread.interrupt(); }
            """);

    assertThat(holds(row, Question.CANCELLABLE)).isEqualTo(Holds.UNKNOWN);
    assertThat(why(row, Question.CANCELLABLE))
        .isEqualTo("the loop in connect() continues after an interrupt");
  }

  @Test
  void aLoopThatSleepsLongIsNotEndedByItsFlagAlone() {
    String sleeper =
        """
        volatile boolean stopped;
        private final Thread thread = new Thread(this::loop);
        void start() { thread.start(); }
        private void loop() {
          while (!stopped) {
            try {
              Thread.sleep(3_600_000);
            } catch (InterruptedException e) {
              continue;
            }
          }
        }
        void stop() { stopped = true; %s }
        """;
    Row row = launch(sleeper.formatted(""));

    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
    assertThat(why(row, Question.OWNED)).contains("but sleep() in loop() goes on");
    assertThat(launch(sleeper.replace("volatile", "private volatile").formatted("")).verdict())
        .as("nothing else can change the flag and wake the thread")
        .isEqualTo(Verdict.RED);
    assertThat(holds(launch(sleeper.formatted("thread.interrupt();")), Question.OWNED))
        .isEqualTo(Holds.YES);
    assertThat(holds(launch(sleeper.replace("3_600_000", "10").formatted("")), Question.OWNED))
        .isEqualTo(Holds.YES);
  }

  @Test
  void whatIsHandedInIsClosedByItsCreator() {
    Row row =
        launch(
            """
            private final java.io.InputStream in;
            Service(java.io.InputStream in) { this.in = in; }
            void start() { new Thread(this::pump).start(); }
            private void pump() {
              try {
                while (in.read() > 0) { Thread.onSpinWait(); }
              } catch (java.io.IOException e) {
                System.gc();
              }
            }
            """);

    assertThat(why(row, Question.CANCELLABLE))
        .isEqualTo("read() in pump() ends when the creator of in closes it");
    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
  }

  @Test
  void aStartMethodDoesNotEndWhatItStarts() {
    Row row =
        launch(
            """
            private volatile Thread thread;
            void start() { thread = new Thread(this::loop); thread.start(); }
            private void loop() { while (thread != null) { Thread.onSpinWait(); } }
            """);

    assertThat(holds(row, Question.OWNED)).isEqualTo(Holds.NO);
  }

  @Test
  void anExceptionThatNothingIsKnownToThrowIsNoChangeToMake() {
    Row row =
        launch(
            """
            private final ExecutorService pool = Executors.newFixedThreadPool(1);
            void add(javax.naming.Context context) {
              pool.submit(
                  () -> {
                    try {
                      context.close();
                    } catch (javax.naming.NamingException e) {
                      System.gc();
                    }
                  });
            }
            void close() { pool.shutdown(); }
            """);

    assertThat(holds(row, Question.RECOVERS)).isEqualTo(Holds.ELSEWHERE);
    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
  }

  @Test
  void aThreadThatAnExceptionLeavesAloneIsNotAlwaysAwaited() {
    Row row =
        launch(
            """
            void all(Process process) throws InterruptedException {
              Thread t = new Thread(() -> System.gc());
              t.start();
              process.waitFor();
              t.join();
            }
            """);

    assertThat(why(row, Question.OWNED)).isEqualTo("it ends by itself if what it calls returns");
    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
  }

  @Test
  void aSocketDoesNotHearAnInterrupt() {
    String receiver =
        """
        private final java.net.DatagramSocket socket;
        private final Thread thread = new Thread(this::loop);
        Service() throws java.io.IOException { socket = new java.net.DatagramSocket(); }
        void start() { thread.start(); }
        private void loop() {
          java.net.DatagramPacket packet = new java.net.DatagramPacket(new byte[1], 1);
          while (!Thread.currentThread().isInterrupted()) {
            try {
              socket.receive(packet);
            } catch (java.io.IOException e) {
              System.gc();
            }
          }
        }
        void stop() { thread.interrupt(); %s }
        """;
    Row row = launch(receiver.formatted(""));

    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
    assertThat(why(row, Question.CANCELLABLE)).contains("an interrupt does not end receive()");
    assertThat(launch(receiver.formatted("socket.close();")).verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void aLoopThatWaitsForWhatIsClosedIsOwnedByWhoeverClosesIt() {
    Row row =
        launch(
            """
            private java.net.ServerSocket socket;
            void listen() {
              Thread t = new Thread(this::accept);
              t.start();
            }
            private void accept() {
              try {
                while (!socket.isClosed()) { socket.accept(); }
              } catch (java.io.IOException e) {
                System.gc();
              }
            }
            void close() throws java.io.IOException { socket.close(); }
            """);

    assertThat(holds(row, Question.OWNED)).isEqualTo(Holds.YES);
    assertThat(why(row, Question.BOUNDED))
        .startsWith("accept() in accept() waits without a" + " timeout");
  }

  @Test
  void aTaskOfAPoolThatIsShutDownAndAwaitedIsGreen() {
    Row row =
        launch(
            """
            private final ExecutorService pool = Executors.newFixedThreadPool(1);
            void add() { pool.execute(() -> System.gc()); }
            void close() throws InterruptedException {
              pool.shutdown();
              pool.awaitTermination(1, TimeUnit.SECONDS);
            }
            """);

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
    assertThat(why(row, Question.TRACKED))
        .isEqualTo("something waits for its executor to" + " terminate");
  }

  @Test
  void aTaskIsNotBlamedForItsPoolThatNothingEnds() {
    Row row =
        launch(
            """
            private final ExecutorService pool = Executors.newFixedThreadPool(1);
            void add() { pool.execute(() -> System.gc()); }
            """);

    assertThat(why(row, Question.OWNED)).isEqualTo("nothing releases pool");
    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
  }

  @Test
  void anEndlessTaskOfAPoolThatNothingEndsIsYellow() {
    Row row =
        launch(
            """
            private final ExecutorService pool = Executors.newCachedThreadPool();
            private volatile boolean running = true;
            void add() { pool.execute(() -> { while (running) { Thread.onSpinWait(); } }); }
            void halt() { running = false; }
            """);

    assertThat(holds(row, Question.OWNED)).isEqualTo(Holds.NO);
    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
  }

  @Test
  void aTaskOfAnOwnerThatEndsNeedsNoHandle() {
    Row row =
        launch(
            """
            private final ExecutorService pool = Executors.newFixedThreadPool(1);
            void add() { pool.execute(() -> System.gc()); }
            void close() { pool.shutdown(); }
            """);

    assertThat(why(row, Question.TRACKED)).isEqualTo("its executor keeps it until it ends");
    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void anExceptionThatIsLostIsYellowWhoeverOwnsTheTask() {
    Row row =
        launch(
            """
            private final ExecutorService pool = Executors.newFixedThreadPool(1);
            void add(int size) {
              pool.submit(() -> { if (size > 1) { throw new IllegalStateException(); } });
            }
            void close() { pool.shutdown(); }
            """);

    assertThat(holds(row, Question.RECOVERS)).isEqualTo(Holds.NO);
    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
  }

  @Test
  void aThreadWhoseTaskIsEndedIsOwned() {
    Row row =
        launch(
            """
            static class Loop implements Runnable {
              private volatile boolean done;
              public void run() { while (!done) { Thread.onSpinWait(); } }
              void terminate() { done = true; }
            }
            private Loop loop;
            void open() {
              loop = new Loop();
              Thread t = new Thread(loop);
              t.start();
            }
            void close() { loop.terminate(); }
            """);

    assertThat(holds(row, Question.OWNED)).isEqualTo(Holds.YES);
    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void theInheritedCodeOfAThreadIsSeen() {
    Audited.write(
        folder,
        "Watch.java",
        """
        abstract class Watch extends Thread {
          boolean done;
          public void run() {
            while (!done) {
              try { Thread.sleep(9); } catch (InterruptedException e) { }
              changed();
            }
          }
          abstract void changed();
        }
        """);
    Row row =
        launch(
            """
            static class Own extends Watch { void changed() { } }
            void open() { new Own().start(); }
            """);

    assertThat(why(row, Question.CANCELLABLE)).isNotEqualTo("its code is not visible here");
    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
  }

  @Test
  void theThreadsThatAProgramLeavesToItsProcessAreListed() {
    Row row =
        launch(
            """
            public static void main(String[] args) {
              new Thread(Service::loop).start();
            }
            private static void loop() {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            }
            """);

    assertThat(why(row, Question.OWNED))
        .isEqualTo("it belongs to a program and ends with its process");
    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
  }

  @Test
  void aTaskOfAPoolThatIsHandedInIsOwnedByItsMaker() {
    Row row = launch("void add(Executor pool) { pool.execute(() -> System.gc()); }");

    assertThat(why(row, Question.OWNED)).isEqualTo("pool is passed in, so its creator releases it");
  }

  @Test
  void anExceptionInAFutureThatNobodyAsksIsLost() {
    Row row =
        launch(
            """
            void add(ExecutorService pool, Callable<String> c) {
              pool.submit(() -> { if (c == null) { throw new IllegalStateException(); } return ""; });
            }
            """);

    assertThat(holds(row, Question.RECOVERS)).isEqualTo(Holds.NO);
    assertThat(why(row, Question.RECOVERS)).contains("is lost in a future that nobody reads");
  }

  @Test
  void anExceptionInAFutureThatIsAskedIsNot() {
    Row row =
        launch(
            """
            String ask(ExecutorService pool) throws Exception {
              Future<String> f = pool.submit(() -> { throw new IllegalStateException(); });
              return f.get();
            }
            """);

    assertThat(holds(row, Question.RECOVERS)).isEqualTo(Holds.YES);
    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void aPeriodicTaskThatMayThrowIsRedAsTheFindingSays() {
    Row row =
        launch(
            """
            void tick(ScheduledExecutorService ticks, Callable<String> c) {
              ticks.scheduleAtFixedRate(() -> { throw new IllegalStateException(); }, 1, 1,
                  TimeUnit.SECONDS);
            }
            """);

    assertThat(row.findings()).extracting(Row.Found::pattern).contains("PeriodicTaskMayThrow");
    assertThat(row.verdict()).isEqualTo(Verdict.RED);
  }

  @Test
  void aTaskThatSaysWhenItIsDoneIsTracked() {
    Row row =
        launch(
            """
            void add(Executor pool, CountDownLatch done) {
              pool.execute(() -> { try { System.gc(); } finally { done.countDown(); } });
            }
            """);

    assertThat(why(row, Question.TRACKED)).isEqualTo("it signals its completion");
    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void codeThatIsNotSeenIsListed() {
    Row row = launch("void add(Executor pool, Runnable task) { pool.execute(task); }");

    assertThat(row.runs()).isEqualTo("task, passed in");
    assertThat(holds(row, Question.CANCELLABLE)).isEqualTo(Holds.ELSEWHERE);
    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
  }

  @Test
  void codeInAnotherClassOfTheCompilationIsSeen() {
    Audited.write(
        folder,
        "Worker.java",
        """
        class Worker extends Thread {
          @Override public void run() { while (true) { Thread.onSpinWait(); } }
        }
        """);
    Row row = launch("void start(String name) { Worker w = new Worker(); w.start(); }");

    assertThat(row.runs()).isEqualTo("Worker");
    assertThat(holds(row, Question.CANCELLABLE)).isEqualTo(Holds.NO);
    assertThat(row.verdict()).isEqualTo(Verdict.RED);
  }

  @Test
  void aThreadFromAnotherClassesFactoryRunsTheTaskThatItIsGiven() {
    Audited.write(
        folder,
        "Named.java",
        """
        class Named extends Thread {
          Named(String name, Runnable task) { super(task, name); }
          static Named daemon(String name, Runnable task) { return new Named(name, task); }
        }
        """);
    Row row =
        launch(
            """
            private Thread thread;
            void start() {
              thread = Named.daemon("n", () -> { while (true) { Thread.onSpinWait(); } });
              thread.start();
            }
            void close() { thread.interrupt(); }
            """);

    assertThat(row.runs()).startsWith("a lambda at line ");
    assertThat(holds(row, Question.CANCELLABLE)).isEqualTo(Holds.NO);
    assertThat(holds(row, Question.OWNED)).isEqualTo(Holds.YES);
  }

  @Test
  void aConstructorThatCallsThatOfThreadLaunchesNothing() {
    Audited audited =
        Audited.source(
            folder, "Named", "class Named extends Thread { Named(Runnable r) { super(r); } }");

    assertThat(audited.rows()).isEmpty();
  }

  @Test
  void aFutureThatAFieldKeepsAndTheEndCancelsEndsItsTask() {
    Row row =
        launch(
            """
            private static final ScheduledExecutorService TICKS = Executors.newScheduledThreadPool(1);
            private Future<?> tick;
            void begin() { tick = TICKS.scheduleAtFixedRate(() -> System.gc(), 1, 1, TimeUnit.SECONDS); }
            void close() { tick.cancel(true); }
            """);

    assertThat(why(row, Question.OWNED)).isEqualTo("its handle is cancelled");
    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void aTimersTaskIsItsOwnHandle() {
    Row row =
        launch(
            """
            TimerTask remind(Timer timer) {
              TimerTask task = new TimerTask() { @Override public void run() { System.gc(); } };
              timer.schedule(task, 10);
              return task;
            }
            """);

    assertThat(why(row, Question.TRACKED)).isEqualTo("its handle is kept");
  }

  @Test
  void anUncaughtExceptionHandlerIsTold() {
    Row row =
        launch(
            """
            void watch(Callable<?> c) {
              Thread t = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) { throw new IllegalStateException(); }
              });
              t.setUncaughtExceptionHandler((thread, e) -> e.printStackTrace());
              t.start();
            }
            """);

    assertThat(why(row, Question.RECOVERS))
        .isEqualTo("its uncaught exception handler receives" + " the exception");
  }

  @Test
  void repeatedAttemptsAreNoLoopThatAnExceptionEnds() {
    Row row =
        launch(
            """
            private final java.util.concurrent.locks.Lock lock =
                new java.util.concurrent.locks.ReentrantLock();
            void enter() {
              new Thread(() -> {
                while (!lock.tryLock()) { throw new IllegalStateException(); }
              }).start();
            }
            """);

    assertThat(why(row, Question.RECOVERS))
        .isEqualTo("the uncaught exception handler receives its exceptions");
  }

  @Test
  void endlessWorkInTheCommonPoolCanNotBeStopped() {
    Row row =
        launch(
            "void poll() { CompletableFuture.runAsync(() -> { while (true) {"
                + " Thread.onSpinWait(); } }); }");

    assertThat(row.verdict()).isEqualTo(Verdict.RED);
  }

  @Test
  void shortWorkInTheCommonPoolThatIsAskedForIsGreen() {
    Row row = launch("int ask() { return CompletableFuture.supplyAsync(() -> 1).join(); }");

    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void aStaticPoolLivesAsLongAsTheJvm() {
    Row row =
        Audited.source(
                folder,
                "Service",
                "class Service { static final ExecutorService POOL ="
                    + " Executors.newFixedThreadPool(1); }")
            .rows()
            .get(0);

    assertThat(row.kind()).isEqualTo(Kind.THREAD_OWNER);
    assertThat(why(row, Question.OWNED)).contains("static and lives as long as the JVM");
    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
  }

  private static final String HOOKED =
      """
      private final ExecutorService pool = Executors.newFixedThreadPool(2%s);
      Service() {
        Runtime.getRuntime().addShutdownHook(new Thread(%s));
      }
      """;

  private Row hooked(String factory, String hook) {
    String end = hook.startsWith("this::") ? "private void end() { pool.shutdown(); }" : "";
    String type = "class Service {\n" + HOOKED.formatted(factory, hook) + end + "\n}";
    return Audited.source(folder, "Service", type).rows().stream()
        .filter(row -> row.kind() == Kind.THREAD_OWNER)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aShutdownHookEndsNothingWhileTheThreadsKeepTheJvmAlive() {
    for (String hook : List.of("pool::shutdown", "() -> pool.shutdown()", "this::end")) {
      Row row = hooked("", hook);

      assertThat(row.verdict()).as(hook).isEqualTo(Verdict.YELLOW);
      assertThat(why(row, Question.OWNED))
          .as(hook)
          .startsWith("only a shutdown hook releases")
          .contains("it runs on System.exit() or a signal");
    }
  }

  @Test
  void aShutdownHookEndsDaemonsWithTheJvm() {
    Row row =
        hooked(
            ", r -> { Thread t = new Thread(r); t.setDaemon(true); return t; }",
            "() -> pool.shutdown()");

    assertThat(row.verdict()).isEqualTo(Verdict.YELLOW);
    assertThat(why(row, Question.OWNED))
        .isEqualTo("only a shutdown hook releases it, when the JVM exits");
  }

  @Test
  void anEndMethodThatAHookCallsTooIsAnEndMethod() {
    Row row =
        Audited.source(
                folder,
                "Service",
                """
                class Service implements AutoCloseable {
                  private final ExecutorService pool = Executors.newFixedThreadPool(2);
                  Service() { Runtime.getRuntime().addShutdownHook(new Thread(this::close)); }
                  public void close() { pool.shutdown(); }
                }
                """)
            .rows()
            .get(0);

    assertThat(why(row, Question.OWNED)).isEqualTo("close() releases it");
  }

  private static final String STARTS_FIRST =
      """
      private final Thread thread = new Thread(this::loop);
      private Object port;
      Service(String name, List<String> names) {
        thread.start();
        %s
      }
      private void loop() {
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
      }
      void close() { thread.interrupt(); }
      """;

  @Test
  void aConstructorThatMayFailAfterItsStartIsNotGreen() {
    for (String failing :
        List.of("port = Integer.parseInt(name);", "port = name.trim();", "check(name);")) {
      String check = "private void check(Object o) { if (o == null) { throw new Error(); } }";
      Row row = launch(STARTS_FIRST.formatted(failing) + check);

      assertThat(row.verdict()).as(failing).isEqualTo(Verdict.YELLOW);
      assertThat(why(row, Question.OWNED))
          .as(failing)
          .startsWith("the constructor may fail after it at ")
          .endsWith("and then nothing ends it");
    }
  }

  @Test
  void aConstructorThatOnlyKeepsItsArgumentsAfterItsStartIsGreen() {
    for (String rest :
        List.of(
            "port = names;",
            "port = new Object();",
            "try { port = name.trim(); } catch (RuntimeException e) { thread.interrupt(); }")) {
      Row row = launch(STARTS_FIRST.formatted(rest));

      assertThat(row.verdict()).as(rest).isEqualTo(Verdict.GREEN);
    }
  }

  @Test
  void aFindingThatIsSuppressedMakesNothingRed() {
    Audited audited =
        Audited.source(
            folder,
            "Service",
            """
            class Service implements AutoCloseable {
              @SuppressWarnings("TimerNotCancelled")
              private final Timer timer = new Timer();
              private final ExecutorService pool = Executors.newFixedThreadPool(1);
              public void close() { pool.shutdown(); }
            }
            """);

    assertThat(audited.rows()).noneMatch(row -> row.verdict() == Verdict.RED);
    assertThat(audited.result().suppressed()).isEqualTo(1);
  }

  @Test
  void aFindingIsSuppressedByAConstantAndByAllToo() {
    Audited audited =
        Audited.source(
            folder,
            "Service",
            """
            class Service implements AutoCloseable {
              static final String QUIET = "TimerNotCancelled";
              @SuppressWarnings(QUIET) private final Timer timer = new Timer();
              @SuppressWarnings("all") private final Timer other = new Timer();
              @SuppressWarnings({"unused", "Missing"}) private final Timer loud = new Timer();
              public void close() {}
            }
            """);

    assertThat(audited.result().suppressed()).isEqualTo(2);
    assertThat(audited.rows()).filteredOn(row -> row.verdict() == Verdict.RED).hasSize(1);
  }

  @Test
  void aFindingAboutNoLaunchIsARowOfItsOwn() {
    List<Row> rows =
        Audited.source(
                folder,
                "Service",
                """
                class Service implements Runnable, AutoCloseable {
                  private final java.util.concurrent.CountDownLatch done =
                      new java.util.concurrent.CountDownLatch(1);
                  private final Runnable work;
                  Service(Runnable work) { this.work = work; }
                  @Override public void run() {
                    try {
                      work.run();
                    } finally {
                      done.countDown();
                    }
                  }
                  public void close() throws InterruptedException { done.await(); }
                }
                """)
            .rows();

    assertThat(rows)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.kind()).isEqualTo(Kind.FINDING);
              assertThat(row.isLaunch()).isFalse();
              assertThat(row.findings())
                  .extracting(Row.Found::pattern)
                  .containsExactly("UnboundedWaitInStop");
              assertThat(row.verdict()).isEqualTo(Verdict.RED);
            });
  }

  @Test
  void parallelStreamsAndHooksAreListedOnly() {
    Row row = launch("void all(List<String> list) { list.parallelStream().forEach(s -> {}); }");

    assertThat(row.verdict()).isEqualTo(Verdict.LISTED);
    assertThat(row.answers()).isEmpty();
  }
}
