package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** Where a fix would break the program or would not end the thread, the message says why. */
class FixPreconditionsTest {
  private void saysWhy(Class<? extends BugChecker> checker, String why, String... lines) {
    CompilationTestHelper.newInstance(checker, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .expectErrorMessage("why", text -> text.contains("(no fix: " + why))
        .addSourceLines("A.java", lines)
        .doTest();
  }

  @Test
  void replacedPoolIsNotShutDownWhileItsPublisherUsesIt() {
    saysWhy(
        ExecutorReplacedWithoutShutdown.class,
        "publisher still uses the old one",
        "import java.util.concurrent.*;",
        "class A {",
        "  private ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  private final SubmissionPublisher<String> publisher =",
        "      new SubmissionPublisher<>(pool, 16);",
        "  void resize(int threads) {",
        "    // BUG: Diagnostic matches: why",
        "    pool = Executors.newFixedThreadPool(threads);",
        "  }",
        "  void send(String line) { publisher.submit(line); }",
        "  void go(Runnable task) { pool.execute(task); }",
        "  void close() { publisher.close(); pool.shutdown(); }",
        "}");
  }

  @Test
  void replacedPoolIsNotShutDownWhileItsTasksSubmitToIt() {
    saysWhy(
        ExecutorReplacedWithoutShutdown.class,
        "its own tasks call execute() in line 9",
        "import java.util.concurrent.*;",
        "class A {",
        "  private ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  void resize(int threads) {",
        "    // BUG: Diagnostic matches: why",
        "    pool = Executors.newFixedThreadPool(threads);",
        "  }",
        "  void visit() {",
        "    pool.execute(this::visit);",
        "  }",
        "  void close() { pool.shutdown(); }",
        "}");
  }

  @Test
  void constructorDoesNotInterruptAThreadThatHearsNoInterrupt() {
    saysWhy(
        ConstructorLeaksThread.class,
        "an interrupt does not end receive() in line 15",
        "import java.io.*;",
        "import java.net.*;",
        "class A implements Closeable {",
        "  private final DatagramSocket socket;",
        "  private final Thread receiver = new Thread(this::receive);",
        "  A(DatagramSocket socket, String name) throws IOException {",
        "    this.socket = socket;",
        "    // BUG: Diagnostic matches: why",
        "    receiver.start();",
        "    if (name.isEmpty()) throw new IOException();",
        "  }",
        "  private void receive() {",
        "    while (!Thread.currentThread().isInterrupted()) {",
        "      try {",
        "        socket.receive(new DatagramPacket(new byte[1], 1));",
        "      } catch (IOException e) {",
        "        e.printStackTrace();",
        "      }",
        "    }",
        "  }",
        "  @Override public void close() { receiver.interrupt(); socket.close(); }",
        "}");
  }

  @Test
  void endMethodThatMayReturnBeforeItsLastElementIsNotChanged() {
    saysWhy(
        ExecutorNotShutDown.class,
        "every place for it in close() may be skipped",
        "import java.util.concurrent.*;",
        "class A {",
        "  // BUG: Diagnostic matches: why",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
        "  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();",
        "  void start() { pool.execute(this::work); }",
        "  private void work() {",
        "    try {",
        "      while (!queue.take().equals(\"last\")) {}",
        "    } catch (InterruptedException e) {",
        "      Thread.currentThread().interrupt();",
        "    }",
        "  }",
        "  void close(boolean now) {",
        "    if (now) {",
        "      System.err.println();",
        "      return;",
        "    }",
        "    queue.add(\"last\");",
        "  }",
        "}");
  }

  @Test
  void futureThatTheHandlerCannotSeeIsNotCancelledThere() {
    saysWhy(
        TaskNotCancelledOnTimeout.class,
        "the handler does not see answer",
        "import java.util.concurrent.*;",
        "class A {",
        "  String ask(ExecutorService pool, Callable<String> question) throws Exception {",
        "    try {",
        "      var answer = pool.submit(question);",
        "      return answer.get(1, TimeUnit.SECONDS);",
        "      // BUG: Diagnostic matches: why",
        "    } catch (TimeoutException e) {",
        "      return null;",
        "    }",
        "  }",
        "}");
  }

  @Test
  void taskThatWritesToAFileChannelIsNotInterruptedAfterATimeout() {
    saysWhy(
        TaskNotCancelledOnTimeout.class,
        "an interrupt would close the channel of write() in line 6",
        "import java.nio.*;",
        "import java.nio.channels.FileChannel;",
        "import java.util.concurrent.*;",
        "class A {",
        "  void save(ExecutorService pool, FileChannel file, ByteBuffer bytes) throws Exception {",
        "    Future<?> saved = pool.submit(() -> file.write(bytes));",
        "    try {",
        "      saved.get(1, TimeUnit.SECONDS);",
        "      // BUG: Diagnostic matches: why",
        "    } catch (TimeoutException e) {",
        "      throw new IllegalStateException(e);",
        "    }",
        "  }",
        "}");
  }

  @Test
  void countThatAReturnMaySkipAfterTheWorkIsNotMoved() {
    saysWhy(
        CountDownNotInFinally.class,
        "a jump before it skips the call",
        "import java.util.concurrent.CountDownLatch;",
        "class A {",
        "  void go(Runnable work, boolean all) throws InterruptedException {",
        "    CountDownLatch done = new CountDownLatch(1);",
        "    new Thread(() -> {",
        "      work.run();",
        "      if (!all) {",
        "        return;",
        "      }",
        "      // BUG: Diagnostic matches: why",
        "      done.countDown();",
        "    }).start();",
        "    done.await();",
        "  }",
        "}");
  }

  @Test
  void countIsNotMovedOutOfTheScopeOfWhatItsWorkDeclares() {
    saysWhy(
        CountDownNotInFinally.class,
        "the code after the work uses result, which it declares",
        "import java.util.concurrent.CountDownLatch;",
        "import java.util.function.Supplier;",
        "class A {",
        "  void go(Supplier<String> work) throws InterruptedException {",
        "    CountDownLatch done = new CountDownLatch(1);",
        "    new Thread(() -> {",
        "      String result = work.get();",
        "      // BUG: Diagnostic matches: why",
        "      done.countDown();",
        "      System.out.println(result);",
        "    }).start();",
        "    done.await();",
        "  }",
        "}");
  }

  @Test
  void countOfEachOfSeveralObjectsIsNotMoved() {
    saysWhy(
        CountDownNotInFinally.class,
        "a condition or loop decides whether the call is made",
        "import java.util.concurrent.CountDownLatch;",
        "class A {",
        "  void go(Runnable work, int n) throws InterruptedException {",
        "    CountDownLatch done = new CountDownLatch(n);",
        "    new Thread(() -> {",
        "      work.run();",
        "      for (int i = 0; i < n; i++)",
        "        // BUG: Diagnostic matches: why",
        "        done.countDown();",
        "    }).start();",
        "    done.await();",
        "  }",
        "}");
  }

  @Test
  void startThatCallsCodeWhichMayWaitIsNotLockedBesideALockedStop() {
    saysWhy(
        NonAtomicStartGuard.class,
        "the test of running is not followed by its assignment alone, and run() in line 6 may wait"
            + " for a thread that calls stop()",
        "class A {",
        "  private volatile boolean running;",
        "  // BUG: Diagnostic matches: why",
        "  public void start(Runnable first) {",
        "    if (running) return;",
        "    first.run();",
        "    new Thread(() -> {}).start();",
        "    running = true;",
        "  }",
        "  public synchronized void stop() { running = false; }",
        "}");
  }

  @Test
  void futuresAreNotKeptInACollectionThatAConstructorOfASuperclassWouldNotFind() {
    saysWhy(
        ScheduledExecutorNotShutDown.class,
        "the constructor of Base may call add() before there is a collection",
        "import java.util.concurrent.*;",
        "class A extends Base {",
        "  private final ScheduledExecutorService shared;",
        "  A(ScheduledExecutorService shared) { this.shared = shared; }",
        "  @Override void add(Runnable task) {",
        "    // BUG: Diagnostic matches: why",
        "    shared.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS);",
        "  }",
        "  void stop() {}",
        "}",
        "class Base {",
        "  Base() { add(() -> {}); }",
        "  void add(Runnable task) {}",
        "}");
  }

  @Test
  void timerThatEndsWhenNothingRefersToItIsNotKeptInACollection() {
    saysWhy(
        TimerNotCancelled.class,
        "remind() may run often, and a field keeps only one",
        "import java.util.*;",
        "class A {",
        "  void remind(TimerTask task) {",
        "    // BUG: Diagnostic matches: why",
        "    Timer timer = new Timer();",
        "    timer.schedule(task, 1);",
        "  }",
        "  void close() {}",
        "}");
  }

  @Test
  void taskInAVariableThatChangesIsNotWrapped() {
    saysWhy(
        PeriodicTaskMayThrow.class,
        "the code of the task has other callers, and its variable may change",
        "import java.util.concurrent.*;",
        "class A {",
        "  private final class Load implements Runnable {",
        "    @Override public void run() { throw new IllegalStateException(); }",
        "  }",
        "  void go(ScheduledExecutorService pool) {",
        "    Load load = new Load();",
        "    load.run();",
        "    load = new Load();",
        "    // BUG: Diagnostic matches: why",
        "    pool.scheduleAtFixedRate(load, 1, 1, TimeUnit.SECONDS);",
        "  }",
        "}");
  }

  @Test
  void timerTaskThatIsCancelledItselfIsNotWrapped() {
    saysWhy(
        PeriodicTaskMayThrow.class,
        "the code of the task has other callers, and load may be cancelled",
        "import java.util.*;",
        "class A {",
        "  private final class Load extends TimerTask {",
        "    @Override public void run() { throw new IllegalStateException(); }",
        "  }",
        "  void go(Timer timer, Runnable work) {",
        "    Load load = new Load();",
        "    load.run();",
        "    // BUG: Diagnostic matches: why",
        "    timer.schedule(load, 1, 1);",
        "    work.run();",
        "    load.cancel();",
        "  }",
        "}");
  }
}
