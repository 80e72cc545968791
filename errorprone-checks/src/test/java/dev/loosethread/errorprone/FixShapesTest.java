package dev.loosethread.errorprone;

import com.google.errorprone.BugCheckerRefactoringTestHelper;
import com.google.errorprone.BugCheckerRefactoringTestHelper.TestMode;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** Fixes of code in shapes that are easy to get wrong; every output is compiled. */
class FixShapesTest {
  private BugCheckerRefactoringTestHelper fix(Class<? extends BugChecker> checker) {
    return BugCheckerRefactoringTestHelper.newInstance(checker, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true");
  }

  @Test
  void fieldOfAnAnonymousClassIsReportedButNotFixed() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  Object o = new Object() { private final Timer t = new Timer(); };",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void ownerInAFieldThatCanNotReleaseItIsReportedButNotFixed() {
    fix(ThreadOwnerNotClosed.class)
        .addInputLines(
            "A.java",
            "import java.nio.file.FileSystems;",
            "class A {",
            "  private final Object files;",
            "  A() throws Exception { files = FileSystems.getDefault().newWatchService(); }",
            "  void stop() { System.identityHashCode(this); }",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void localsThatShareADeclarationAreReportedButNotFixed() {
    fix(LocalExecutorNotShutDown.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go() {",
            "    ExecutorService a = Executors.newFixedThreadPool(1),",
            "        b = Executors.newFixedThreadPool(1);",
            "    a.execute(() -> {});",
            "    b.execute(() -> {});",
            "  }",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void undoNamesTheFieldThatAParameterHidesAndKeepsAnEarlyReturn() {
    fix(ConstructorLeaksThread.class)
        .addInputLines(
            "A.java",
            "import java.nio.file.*;",
            "class A {",
            "  private final WatchService e;",
            "  A(Path folder, WatchService e) throws java.io.IOException {",
            "    this.e = FileSystems.getDefault().newWatchService();",
            "    if (folder == null) {",
            "      return;",
            "    }",
            "    folder.register(this.e);",
            "  }",
            "  void close() throws java.io.IOException {",
            "    e.close();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.io.IOException;",
            "import java.nio.file.*;",
            "class A {",
            "  private final WatchService e;",
            "  A(Path folder, WatchService e) throws java.io.IOException {",
            "    this.e = FileSystems.getDefault().newWatchService();",
            "    try {",
            "      if (folder == null) {",
            "        return;",
            "      }",
            "      folder.register(this.e);",
            "    } catch (Throwable failure) {",
            "      try {",
            "        this.e.close();",
            "      } catch (IOException suppressed) {",
            "        failure.addSuppressed(suppressed);",
            "      }",
            "      throw failure;",
            "    }",
            "  }",
            "  void close() throws java.io.IOException {",
            "    e.close();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void replacementInACaseOrUnderACallIsReportedButNotFixed() {
    fix(ExecutorReplacedWithoutShutdown.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private ExecutorService pool;",
            "  private Executor plain;",
            "  void resize(int n) {",
            "    switch (n) {",
            "      case 1:",
            "        pool = Executors.newSingleThreadExecutor();",
            "        break;",
            "      default:",
            "        (pool = Executors.newFixedThreadPool(n)).execute(() -> {});",
            "    }",
            "    plain = Executors.newFixedThreadPool(n);",
            "  }",
            "  void stop() {",
            "    pool.shutdown();",
            "  }",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void guardIsResetOnEveryWayOutOfAStop() {
    fix(StartGuardNotReset.class)
        .addInputLines(
            "A.java",
            "class A {",
            "  private boolean started;",
            "  private Thread thread;",
            "  public synchronized void start() {",
            "    if (started) {",
            "      return;",
            "    }",
            "    started = true;",
            "    thread = new Thread(() -> {});",
            "    thread.start();",
            "  }",
            "  public synchronized void stop(/* now */) throws InterruptedException {",
            "    thread.interrupt();",
            "    thread.join(1000);",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "class A {",
            "  private boolean started;",
            "  private Thread thread;",
            "  public synchronized void start() {",
            "    if (started) {",
            "      return;",
            "    }",
            "    started = true;",
            "    thread = new Thread(() -> {});",
            "    thread.start();",
            "  }",
            "  public synchronized void stop(/* now */) throws InterruptedException {",
            "    try {",
            "      thread.interrupt();",
            "      thread.join(1000);",
            "    } finally {",
            "      started = false;",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void boundedWaitsKeepWhatIsAskedOfThem() {
    fix(UnboundedWaitInStop.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A implements Runnable {",
            "  private ExecutorService pool;",
            "  private CountDownLatch done;",
            "  private Runnable task;",
            "  void work() { pool.execute(task); }",
            "  @Override public void run() { task.run(); done.countDown(); }",
            "  void stop() throws InterruptedException {",
            "    done.await();",
            "    if (pool.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS)) {",
            "      return;",
            "    }",
            "    pool.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS); // all",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A implements Runnable {",
            "  private ExecutorService pool;",
            "  private CountDownLatch done;",
            "  private Runnable task;",
            "  void work() { pool.execute(task); }",
            "  @Override public void run() { task.run(); done.countDown(); }",
            "  void stop() throws InterruptedException {",
            "    done.await(10, TimeUnit.SECONDS);",
            "    if (pool.awaitTermination(10, TimeUnit.SECONDS)) {",
            "      return;",
            "    }",
            "    if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {",
            "      pool.shutdownNow();",
            "    } // all",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void loopsOnOneLineAndLambdasWithoutAPositionAreReportedButNotFixed() {
    fix(WorkerLoopMayDie.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.BlockingQueue;",
            "class A extends Thread {",
            "  BlockingQueue<Runnable> q;",
            "  @Override public void run() {",
            "    try { while (true) { q.take().run(); } } catch (InterruptedException e) { }",
            "  }",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void handlerOfATaskDoesNotHideAVariableOfItsMethod() {
    fix(PeriodicTaskMayThrow.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go(ScheduledExecutorService scheduler, Runnable task, int e) {",
            "    scheduler.scheduleAtFixedRate(() -> task.run(), 1, 1, TimeUnit.SECONDS);",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go(ScheduledExecutorService scheduler, Runnable task, int e) {",
            "    scheduler.scheduleAtFixedRate(() -> {",
            "      try {",
            "        task.run();",
            "      } catch (RuntimeException failure) {",
            "        Thread.currentThread()",
            "            .getUncaughtExceptionHandler()",
            "            .uncaughtException(Thread.currentThread(), failure);",
            "      }",
            "    }, 1, 1, TimeUnit.SECONDS);",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void countIsMovedWithTheWorkBehindAReturn() {
    fix(CountDownNotInFinally.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.CountDownLatch;",
            "class A {",
            "  void go(Runnable work, boolean all) throws InterruptedException {",
            "    CountDownLatch done = new CountDownLatch(1);",
            "    new Thread(() -> {",
            "      if (!all) {",
            "        return;",
            "      }",
            "      work.run();",
            "      done.countDown();",
            "    }).start();",
            "    done.await();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.CountDownLatch;",
            "class A {",
            "  void go(Runnable work, boolean all) throws InterruptedException {",
            "    CountDownLatch done = new CountDownLatch(1);",
            "    new Thread(() -> {",
            "      if (!all) {",
            "        return;",
            "      }",
            "      try {",
            "        work.run();",
            "      } finally {",
            "        done.countDown();",
            "      }",
            "    }).start();",
            "    done.await();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void workThatIsATryStatementGetsAFinallyBlock_whatFollowsStaysBehindIt() {
    fix(CountDownNotInFinally.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.CountDownLatch;",
            "class A {",
            "  void go(Runnable work, Runnable plan) throws InterruptedException {",
            "    CountDownLatch done = new CountDownLatch(1);",
            "    new Thread(() -> {",
            "      try {",
            "        work.run();",
            "      } catch (IllegalStateException e) {",
            "        plan.run();",
            "      }",
            "      done.countDown();",
            "      System.out.println();",
            "    }).start();",
            "    done.await();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.CountDownLatch;",
            "class A {",
            "  void go(Runnable work, Runnable plan) throws InterruptedException {",
            "    CountDownLatch done = new CountDownLatch(1);",
            "    new Thread(() -> {",
            "      try {",
            "        work.run();",
            "      } catch (IllegalStateException e) {",
            "        plan.run();",
            "      } finally {",
            "        done.countDown();",
            "      }",
            "      System.out.println();",
            "    }).start();",
            "    done.await();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void futuresOfAMethodThatMayRunOftenAreKeptInACollection() {
    fix(ScheduledExecutorNotShutDown.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private final ScheduledExecutorService shared;",
            "  A(ScheduledExecutorService shared) { this.shared = shared; }",
            "  void add(Runnable task) {",
            "    shared.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS);",
            "  }",
            "  void stop() {",
            "    System.out.println();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Queue;",
            "import java.util.concurrent.*;",
            "class A {",
            "  private final ScheduledExecutorService shared;",
            "  private final Queue<ScheduledFuture<?>> periodicTasks = new ConcurrentLinkedQueue<>();",
            "  A(ScheduledExecutorService shared) { this.shared = shared; }",
            "  void add(Runnable task) {",
            "    periodicTasks.add(shared.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS));",
            "  }",
            "  void stop() {",
            "    for (ScheduledFuture<?> periodicTask : periodicTasks) {",
            "      periodicTask.cancel(false);",
            "    }",
            "    periodicTasks.clear();",
            "    System.out.println();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void timerOfASerializableObjectIsKeptInATransientField() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.*;",
            "class A implements java.io.Serializable {",
            "  A(TimerTask task) {",
            "    Timer timer;",
            "    timer = new Timer();",
            "    timer.schedule(task, 1, 1);",
            "  }",
            "  void close() {",
            "    System.out.println();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.*;",
            "class A implements java.io.Serializable {",
            "  private transient Timer timer;",
            "",
            "  A(TimerTask task) {",
            "    Timer timer;",
            "    timer = new Timer();",
            "    this.timer = timer;",
            "    timer.schedule(task, 1, 1);",
            "  }",
            "  void close() {",
            "    if (timer != null) {",
            "      timer.cancel();",
            "    }",
            "    System.out.println();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void poolThatTheLastConstructorOfAChainMayReplaceIsReportedButNotFixed() {
    fix(ExecutorNotShutDown.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private final ExecutorService pool;",
            "  private final String name;",
            "  A() {",
            "    this(Executors.newFixedThreadPool(1));",
            "  }",
            "  A(ExecutorService given) {",
            "    this(\"a\", given);",
            "  }",
            "  A(String name, ExecutorService pool) {",
            "    this.name = name;",
            "    this.pool = pool != null ? pool : Executors.newFixedThreadPool(1);",
            "  }",
            "  void go(Runnable task) { pool.execute(task); }",
            "  void close() {}",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void flagSaysWhichConstructorOfAChainHasMadeThePool() {
    fix(ExecutorNotShutDown.class)
        .addInputLines(
            "B.java",
            "import java.util.concurrent.*;",
            "class B {",
            "  private final ExecutorService pool;",
            "  private final String name;",
            "  B() {",
            "    this(Executors.newFixedThreadPool(1));",
            "  }",
            "  B(ExecutorService given) {",
            "    this(\"b\", given);",
            "  }",
            "  B(String name, ExecutorService pool) {",
            "    this.name = name;",
            "    this.pool = pool;",
            "  }",
            "  void go(Runnable task) { pool.submit(task); }",
            "  void close() {",
            "    System.out.println(name);",
            "  }",
            "}")
        .addOutputLines(
            "B.java",
            "import java.util.concurrent.*;",
            "class B {",
            "  private final ExecutorService pool;",
            "  private final String name;",
            "  private boolean ownsPool;",
            "  B() {",
            "    this(Executors.newFixedThreadPool(1));",
            "    this.ownsPool = true;",
            "  }",
            "  B(ExecutorService given) {",
            "    this(\"b\", given);",
            "  }",
            "  B(String name, ExecutorService pool) {",
            "    this.name = name;",
            "    this.pool = pool;",
            "  }",
            "  void go(Runnable task) { pool.submit(task); }",
            "  void close() {",
            "    System.out.println(name);",
            "    if (ownsPool) {",
            "      shutdownAndAwaitTermination(pool);",
            "    }",
            "  }",
            "",
            "  private static void shutdownAndAwaitTermination(ExecutorService executor) {",
            "    executor.shutdown();",
            "    try {",
            "      if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {",
            "        executor.shutdownNow();",
            "        executor.awaitTermination(10, TimeUnit.SECONDS);",
            "      }",
            "    } catch (InterruptedException e) {",
            "      executor.shutdownNow();",
            "      Thread.currentThread().interrupt();",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void genericClassWithABoundGetsItsInterfaceAfterIt() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A<T extends Comparable<T>> extends Object",
            "{",
            "  private final Timer t = new Timer();",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Timer;",
            "class A<T extends Comparable<T>> extends Object implements AutoCloseable",
            "{",
            "  private final Timer t = new Timer();",
            "",
            "  @Override",
            "  public void close() {",
            "    t.cancel();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void closeWithParametersGetsAnOverload() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  private final Timer t = new Timer();",
            "  void finishLater(int grace, String why, boolean hard) {}",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Timer;",
            "class A implements AutoCloseable {",
            "  private final Timer t = new Timer();",
            "  void finishLater(int grace, String why, boolean hard) {}",
            "",
            "  @Override",
            "  public void close() {",
            "    t.cancel();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void abstractCloseOfASupertypeIsLeftToSubclasses() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "abstract class A implements AutoCloseable {",
            "  private final Timer t = new Timer();",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void tabsStayTabs() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "\tprivate Timer t = new Timer();",
            "\tvoid restart() {",
            "\t\tt = null;",
            "\t}",
            "\tvoid stop() {",
            "\t\tSystem.out.println();",
            "\t}",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "\tprivate Timer t = new Timer();",
            "\tvoid restart() {",
            "\t\tt = null;",
            "\t}",
            "\tvoid stop() {",
            "\t\tif (t != null) {",
            "\t\t\tt.cancel();",
            "\t\t}",
            "\t\tSystem.out.println();",
            "\t}",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void shadowedThreadIsNamedInFull() {
    fix(UninterruptibleLoop.class)
        .addInputLines(
            "A.java",
            "class A implements Runnable {",
            "  static class Thread {}",
            "  public void run() {",
            "    while (true) {",
            "      work();",
            "    }",
            "  }",
            "  void work() {}",
            "}")
        .addOutputLines(
            "A.java",
            "class A implements Runnable {",
            "  static class Thread {}",
            "  public void run() {",
            "    while (!java.lang.Thread.currentThread().isInterrupted()) {",
            "      work();",
            "    }",
            "  }",
            "  void work() {}",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void loopInALambdaKeepsItsOverload() {
    fix(UninterruptibleLoop.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go(ExecutorService pool) {",
            "    pool.submit(() -> {",
            "      for (;;) {",
            "        work();",
            "      }",
            "    });",
            "  }",
            "  void work() {}",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go(ExecutorService pool) {",
            "    pool.submit(() -> {",
            "      while (!Thread.currentThread().isInterrupted()) {",
            "        work();",
            "      }",
            "      return null;",
            "    });",
            "  }",
            "  void work() {}",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void startWithAGuardInALargerConditionIsLocked() {
    fix(NonAtomicStartGuard.class)
        .addInputLines(
            "A.java",
            "class A {",
            "  private boolean running;",
            "  private Thread thread;",
            "  public void start(boolean dry) {",
            "    if (running || dry) return;",
            "    running = true;",
            "    thread = new Thread(() -> {});",
            "    thread.start();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "class A {",
            "  private boolean running;",
            "  private Thread thread;",
            "  public synchronized void start(boolean dry) {",
            "    if (running || dry) return;",
            "    running = true;",
            "    thread = new Thread(() -> {});",
            "    thread.start();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void interruptOfALabelledWaitIsRememberedUnderAFreeName() {
    fix(InterruptSwallowedInLoop.class)
        .addInputLines(
            "A.java",
            "class A {",
            "  void pause(long millis, boolean interrupted) {",
            "    long end = System.currentTimeMillis() + millis;",
            "    waiting:",
            "    for (long now; (now = System.currentTimeMillis()) < end; ) { // until then",
            "      try {",
            "        synchronized (this) {",
            "          wait(end - now);",
            "        }",
            "      } catch (InterruptedException e) {",
            "        Thread.currentThread().interrupt(); // later",
            "        continue waiting;",
            "      }",
            "    } // done",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "class A {",
            "  void pause(long millis, boolean interrupted) {",
            "    long end = System.currentTimeMillis() + millis;",
            "    boolean interrupted2 = false;",
            "    waiting:",
            "    for (long now; (now = System.currentTimeMillis()) < end; ) { // until then",
            "      try {",
            "        synchronized (this) {",
            "          wait(end - now);",
            "        }",
            "      } catch (InterruptedException e) {",
            "        interrupted2 = true; // later",
            "        continue waiting;",
            "      }",
            "    } // done",
            "    if (interrupted2) {",
            "      Thread.currentThread().interrupt();",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void waitThatReturnsFromItsLoopIsReportedButNotFixed() {
    fix(InterruptSwallowedInLoop.class)
        .addInputLines(
            "A.java",
            "class A {",
            "  private boolean done;",
            "  private boolean failed;",
            "  synchronized boolean awaitDone() {",
            "    while (!done) {",
            "      if (failed) {",
            "        return false;",
            "      }",
            "      try {",
            "        wait();",
            "      } catch (InterruptedException e) {",
            "        Thread.currentThread().interrupt();",
            "      }",
            "    }",
            "    return true;",
            "  }",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void endlessWaitThatBreaksOutIsReportedButNotFixed() {
    fix(InterruptSwallowedInLoop.class)
        .addInputLines(
            "A.java",
            "class A {",
            "  private volatile boolean done;",
            "  synchronized void awaitDone() {",
            "    for (;;) {",
            "      try {",
            "        wait();",
            "      } catch (InterruptedException e) {",
            "        Thread.currentThread().interrupt();",
            "      }",
            "      if (done) {",
            "        throw new IllegalStateException();",
            "      }",
            "    }",
            "  }",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void futureThatTheTryBlockDeclaresIsDeclaredBeforeIt() {
    fix(TaskNotCancelledOnTimeout.class)
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  String ask(ExecutorService pool, Callable<String> question) throws Exception {",
            "    try {",
            "      Future<String> answer = pool.submit(question);",
            "      return answer.get(1, TimeUnit.SECONDS);",
            "    } catch (TimeoutException e) {",
            "      return null;",
            "    }",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  String ask(ExecutorService pool, Callable<String> question) throws Exception {",
            "    Future<String> answer = null;",
            "    try {",
            "      answer = pool.submit(question);",
            "      return answer.get(1, TimeUnit.SECONDS);",
            "    } catch (TimeoutException e) {",
            "      if (answer != null) {",
            "        answer.cancel(true);",
            "      }",
            "      return null;",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void handlerNamesTheErrorOfJavaLangWhereTheFileMeansAnother() {
    fix(ConstructorLeaksThread.class)
        .addInputLines(
            "A.java",
            "import java.nio.file.*;",
            "class A {",
            "  static class Error {}",
            "  private final Thread worker = new Thread(this::work);",
            "  A(String name) {",
            "    worker.start();",
            "    if (name.isEmpty()) {",
            "      throw new IllegalArgumentException();",
            "    }",
            "  }",
            "  private void work() {",
            "    while (!Thread.currentThread().isInterrupted()) {}",
            "  }",
            "  void close() {",
            "    worker.interrupt();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.nio.file.*;",
            "class A {",
            "  static class Error {}",
            "  private final Thread worker = new Thread(this::work);",
            "  A(String name) {",
            "    worker.start();",
            "    try {",
            "      if (name.isEmpty()) {",
            "        throw new IllegalArgumentException();",
            "      }",
            "    } catch (RuntimeException | java.lang.Error e) {",
            "      worker.interrupt();",
            "      throw e;",
            "    }",
            "  }",
            "  private void work() {",
            "    while (!Thread.currentThread().isInterrupted()) {}",
            "  }",
            "  void close() {",
            "    worker.interrupt();",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  /** A class whose task is too long to be moved into a try block. */
  private static String refresher(String task) {
    return """
        import java.util.concurrent.*;
        class A {
          private final Runnable source;
          A(Runnable source) { this.source = source; }
          private final class Refresh implements Runnable {
            @Override public void run() {
              source.run();
        LONG    }
          }
          void go(ScheduledExecutorService pool) {
            Refresh refresh = new Refresh();
            pool.scheduleAtFixedRate(TASK, 1, 1, TimeUnit.SECONDS);
          }
        }
        """
        .replace("LONG", "      System.out.println();\n".repeat(30))
        .replace("TASK", task);
  }

  @Test
  void longTaskStaysAsItIsAndIsCalledInATryBlock() {
    fix(PeriodicTaskMayThrow.class)
        .addInputLines("A.java", refresher("refresh"))
        .addOutputLines(
            "A.java",
            refresher(
                """
                () -> {
                      try {
                        refresh.run();
                      } catch (RuntimeException e) {
                        Thread.currentThread()
                            .getUncaughtExceptionHandler()
                            .uncaughtException(Thread.currentThread(), e);
                      }
                    }"""))
        .doTest(TestMode.TEXT_MATCH);
  }

  private void keepsMap(String... members) {
    fix(ExecutorNotShutDown.class)
        .addInputLines("A.java", mapOf(members))
        .expectUnchanged()
        .doTest();
  }

  private static String[] mapOf(String... members) {
    return new String[] {
      "import java.util.*;",
      "import java.util.concurrent.*;",
      "class A {",
      "  private final Map<String, ExecutorService> pools = new HashMap<>();",
      "  void go(String key) {",
      "    ExecutorService pool =",
      "        pools.computeIfAbsent(key, k -> Executors.newFixedThreadPool(1));",
      "    pool.execute(() -> {});",
      "  }",
      String.join("\n", members),
      "  public void close() {",
      "    pools.clear();",
      "  }",
      "}"
    };
  }

  @Test
  void executorsOfAMapAreShutDownBeforeItIsEmptied() {
    String[] shutDown = mapOf();
    String[] before = shutDown.clone();
    shutDown[11] = "    pools.values().forEach(ExecutorService::shutdown);\n" + shutDown[11];
    fix(ExecutorNotShutDown.class)
        .addInputLines("A.java", before)
        .addOutputLines("A.java", shutDown)
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void executorsOfAMapThatGetsSomeOfOthersAreLeftAlone() {
    keepsMap("  public void use(ExecutorService pool) { pools.put(\"\", pool); }");
  }

  @Test
  void executorsOfAMapThatMayHaveNoneForAKeyAreLeftAlone() {
    keepsMap("  void reserve(String key) { pools.put(key, null); }");
  }

  @Test
  void executorsOfAMapThatTheirTasksFeedAreLeftAlone() {
    keepsMap(
        "  void goOn(String key) {",
        "    ExecutorService pool = pools.get(key);",
        "    pool.execute(() -> pool.execute(() -> {}));",
        "  }");
  }

  @Test
  void startOfWhichASubclassMayBePartIsNotLocked() {
    fix(NonAtomicStartGuard.class)
        .addInputLines(
            "A.java",
            "public class A {",
            "  private boolean running;",
            "  private Thread thread;",
            "  public void start(boolean dry) {",
            "    if (running || dry) return;",
            "    prepare();",
            "    running = true;",
            "    thread = new Thread(() -> {});",
            "    thread.start();",
            "  }",
            "  protected void prepare() {}",
            "}")
        .expectUnchanged()
        .doTest();
  }
}
