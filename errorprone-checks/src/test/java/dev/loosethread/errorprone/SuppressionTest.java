package dev.loosethread.errorprone;

import com.google.errorprone.BugCheckerRefactoringTestHelper;
import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** {@code @SuppressWarnings} silences a finding from every declaration around it. */
class SuppressionTest {
  private static final String STRICT = "-XepOpt:Loosethread:Strict=true";

  private CompilationTestHelper helper(Class<? extends BugChecker> checker) {
    // A pattern in preview is silent unless it is named.
    return CompilationTestHelper.newInstance(checker, getClass())
        .setArgs(STRICT, "-Xep:" + checker.getSimpleName() + ":WARN");
  }

  @Test
  void fieldIsSilencedAtItself_whileItsNeighbourIsNot() {
    helper(ExecutorNotShutDown.class)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  @SuppressWarnings(\"ExecutorNotShutDown\")",
            "  private final ExecutorService quiet = Executors.newFixedThreadPool(1);",
            "  // BUG: Diagnostic contains: loud is created by its initializer",
            "  private final ExecutorService loud = Executors.newFixedThreadPool(1);",
            "}")
        .doTest();
  }

  @Test
  void fieldIsSilencedAtItsClassAndAtTheClassAround() {
    helper(TimerNotCancelled.class)
        .addSourceLines(
            "A.java",
            "import java.util.Timer;",
            "@SuppressWarnings(\"TimerNotCancelled\")",
            "class A {",
            "  private final Timer timer = new Timer();",
            "  static class Nested { private final Timer timer = new Timer(); }",
            "}")
        .doTest();
  }

  @Test
  void creationIsSilencedAtItsLocalVariableAndItsMethod() {
    helper(ScheduledExecutorNotShutDown.class)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void local() {",
            "    @SuppressWarnings(\"ScheduledExecutorNotShutDown\")",
            "    ScheduledExecutorService s = Executors.newScheduledThreadPool(1);",
            "    s.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);",
            "  }",
            "  @SuppressWarnings(\"ScheduledExecutorNotShutDown\")",
            "  void method() {",
            "    Executors.newScheduledThreadPool(1)",
            "        .scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);",
            "  }",
            "  void loud() {",
            "    // BUG: Diagnostic contains: is not kept",
            "    ScheduledExecutorService s = Executors.newScheduledThreadPool(1);",
            "    s.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void loopAndHandlerAreSilencedAtTheirMethodOrVariable() {
    helper(UninterruptibleLoop.class)
        .addSourceLines(
            "A.java",
            "class A implements Runnable {",
            "  @SuppressWarnings(\"UninterruptibleLoop\")",
            "  public void run() { while (true) { work(); } }",
            "  void work() {}",
            "  void start() {",
            "    @SuppressWarnings(\"UninterruptibleLoop\")",
            "    Thread quiet = new Thread(() -> { for (;;) { work(); } });",
            "    // BUG: Diagnostic contains: nothing can stop it",
            "    Thread loud = new Thread(() -> { for (;;) { work(); } });",
            "  }",
            "}")
        .doTest();
    helper(InterruptSwallowedInLoop.class)
        .addSourceLines(
            "B.java",
            "@SuppressWarnings(\"InterruptSwallowedInLoop\")",
            "class B implements Runnable {",
            "  public void run() {",
            "    while (true) { try { Thread.sleep(1); } catch (InterruptedException e) { } }",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void threadsAndOwnersAreSilencedAtTheirFieldsAndConstructors() {
    helper(ThreadOwnerNotClosed.class)
        .addSourceLines(
            "A.java",
            "import java.nio.file.*;",
            "class A {",
            "  @SuppressWarnings(\"ThreadOwnerNotClosed\")",
            "  private final WatchService quiet = FileSystems.getDefault().newWatchService();",
            "  // BUG: Diagnostic contains: loud is created by its initializer",
            "  private final WatchService loud = FileSystems.getDefault().newWatchService();",
            "  A() throws java.io.IOException {}",
            "}")
        .doTest();
    String loop = "try { while (true) Thread.sleep(1); } catch (InterruptedException e) { }";
    helper(ThreadNotStopped.class)
        .addSourceLines(
            "B.java",
            "class B {",
            "  @SuppressWarnings(\"ThreadNotStopped\")",
            "  private final Thread quiet = new Thread(this::loop);",
            "  // BUG: Diagnostic contains: loud is created by its initializer",
            "  private final Thread loud = new Thread(this::loop);",
            "  B() { quiet.start(); loud.start(); }",
            "  void loop() { " + loop + " }",
            "}")
        .doTest();
    helper(UnownedThread.class)
        .addSourceLines(
            "C.java",
            "class C {",
            "  @SuppressWarnings(\"UnownedThread\")",
            "  C() { new Thread(this::loop).start(); }",
            "  // BUG: Diagnostic contains: the thread that the constructor starts",
            "  C(int i) { new Thread(this::loop).start(); }",
            "  void loop() { " + loop + " }",
            "}")
        .doTest();
  }

  @Test
  void tasksLatchesAndLocalsAreSilencedAtTheirMethods() {
    helper(PeriodicTaskMayThrow.class)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  @SuppressWarnings(\"PeriodicTaskMayThrow\")",
            "  void quiet(ScheduledExecutorService s, Runnable r) {",
            "    s.scheduleAtFixedRate(() -> r.run(), 1, 1, TimeUnit.SECONDS);",
            "  }",
            "  void loud(ScheduledExecutorService s, Runnable r) {",
            "    // BUG: Diagnostic contains: the first exception",
            "    s.scheduleAtFixedRate(() -> r.run(), 1, 1, TimeUnit.SECONDS);",
            "  }",
            "}")
        .doTest();
    helper(LocalExecutorNotShutDown.class)
        .addSourceLines(
            "B.java",
            "import java.util.concurrent.*;",
            "class B {",
            "  void quiet(Runnable r) {",
            "    @SuppressWarnings(\"LocalExecutorNotShutDown\")",
            "    ExecutorService pool = Executors.newFixedThreadPool(1);",
            "    pool.execute(r);",
            "  }",
            "  void loud(Runnable r) {",
            "    // BUG: Diagnostic contains: nothing shuts it down",
            "    ExecutorService pool = Executors.newFixedThreadPool(1);",
            "    pool.execute(r);",
            "  }",
            "}")
        .doTest();
    helper(CountDownNotInFinally.class)
        .addSourceLines(
            "C.java",
            "import java.util.concurrent.CountDownLatch;",
            "class C {",
            "  @SuppressWarnings(\"CountDownNotInFinally\")",
            "  void quiet(Runnable r, CountDownLatch l) throws InterruptedException {",
            "    new Thread(() -> { r.run(); l.countDown(); }).start();",
            "    l.await();",
            "  }",
            "  void loud(Runnable r, CountDownLatch l) throws InterruptedException {",
            "    // BUG: Diagnostic contains: wait forever",
            "    new Thread(() -> { r.run(); l.countDown(); }).start();",
            "    l.await();",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void replacementsAndStartsInConstructorsAreSilencedAtTheirMethods() {
    helper(ExecutorReplacedWithoutShutdown.class)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private ExecutorService pool = Executors.newFixedThreadPool(1);",
            "  @SuppressWarnings(\"ExecutorReplacedWithoutShutdown\")",
            "  void refresh() { pool = Executors.newFixedThreadPool(1); }",
            "  // BUG: Diagnostic contains: without releasing the old one",
            "  void reload() { pool = Executors.newFixedThreadPool(1); }",
            "}")
        .doTest();
    helper(ConstructorLeaksThread.class)
        .addSourceLines(
            "B.java",
            "import java.util.concurrent.*;",
            "class B {",
            "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
            "  @SuppressWarnings(\"ConstructorLeaksThread\")",
            "  B() throws Exception { pool.execute(() -> {}); Thread.sleep(1); }",
            "  // BUG: Diagnostic contains: no caller gets an object",
            "  B(int i) throws Exception { pool.execute(() -> {}); Thread.sleep(i); }",
            "}")
        .doTest();
    helper(StartGuardNotReset.class)
        .addSourceLines(
            "C.java",
            "import java.util.concurrent.atomic.AtomicBoolean;",
            "class C {",
            "  private final AtomicBoolean started = new AtomicBoolean();",
            "  private Thread thread;",
            "  @SuppressWarnings(\"StartGuardNotReset\")",
            "  public void start() throws Exception {",
            "    if (started.getAndSet(true)) return;",
            "    Thread.sleep(1);",
            "    thread = new Thread(() -> {});",
            "    thread.start();",
            "  }",
            "  // BUG: Diagnostic contains: every further start",
            "  public void start(int i) throws Exception {",
            "    if (started.getAndSet(true)) return;",
            "    Thread.sleep(i);",
            "    thread = new Thread(() -> {});",
            "    thread.start();",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void adviceIsSilencedAtItsMethod() {
    helper(WorkerLoopMayDie.class)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.BlockingQueue;",
            "class A extends Thread {",
            "  BlockingQueue<Runnable> q;",
            "  @SuppressWarnings(\"WorkerLoopMayDie\")",
            "  @Override public void run() {",
            "    try { while (true) { q.take().run(); } } catch (InterruptedException e) { }",
            "  }",
            "}",
            "class B extends Thread {",
            "  BlockingQueue<Runnable> q;",
            "  @Override public void run() {",
            "    // BUG: Diagnostic contains: the first item that fails",
            "    try { while (true) { q.take().run(); } } catch (InterruptedException e) { }",
            "  }",
            "}")
        .doTest();
    helper(UnboundedWaitInStop.class)
        .addSourceLines(
            "A.java",
            "class A {",
            "  Thread t;",
            "  A(Runnable r) { t = new Thread(r); }",
            "  @SuppressWarnings(\"UnboundedWaitInStop\")",
            "  void stop() throws InterruptedException { t.join(); }",
            "  // BUG: Diagnostic contains: without a timeout",
            "  void close() throws InterruptedException { t.join(); }",
            "}")
        .doTest();
    helper(ShutdownWithoutAwait.class)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
            "  private final java.io.StringReader in = new java.io.StringReader(\"\");",
            "  void read() { pool.execute(() -> in.markSupported()); }",
            "  @SuppressWarnings(\"ShutdownWithoutAwait\")",
            "  void stop() { pool.shutdown(); in.close(); }",
            "  // BUG: Diagnostic contains: may still use",
            "  void close() { pool.shutdown(); in.close(); }",
            "}")
        .doTest();
    helper(CallbackAfterStop.class)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  interface Listener { void changed(); }",
            "  private Executor pool;",
            "  private Listener listener;",
            "  private volatile boolean closed;",
            "  @SuppressWarnings(\"CallbackAfterStop\")",
            "  void quiet() { pool.execute(() -> listener.changed()); }",
            "  // BUG: Diagnostic contains: check closed first",
            "  void loud() { pool.execute(() -> listener.changed()); }",
            "  void close() { closed = true; }",
            "}")
        .doTest();
  }

  @Test
  void startIsSilencedAtItsMethod() {
    helper(UnguardedStart.class)
        .addSourceLines(
            "A.java",
            "class A {",
            "  private Thread thread;",
            "  @SuppressWarnings(\"UnguardedStart\")",
            "  public void start() { thread = new Thread(() -> {}); thread.start(); }",
            "  public void stop() { thread.interrupt(); }",
            "}")
        .doTest();
    helper(NonAtomicStartGuard.class)
        .addSourceLines(
            "B.java",
            "class B {",
            "  private Thread thread;",
            "  private boolean running;",
            "  @SuppressWarnings(\"NonAtomicStartGuard\")",
            "  public void start() {",
            "    if (running) return;",
            "    running = true;",
            "    thread = new Thread(() -> {}); thread.start();",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void planReleasesNoOwnerWhoseFindingIsSilenced() {
    BugCheckerRefactoringTestHelper.newInstance(TimerNotCancelled.class, getClass())
        .setArgs(STRICT)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  @SuppressWarnings(\"TimerNotCancelled\")",
            "  private final Timer meant = new Timer();",
            "  private final Timer forgotten = new Timer();",
            "  public void close() {",
            "    System.out.println();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  @SuppressWarnings(\"TimerNotCancelled\")",
            "  private final Timer meant = new Timer();",
            "  private final Timer forgotten = new Timer();",
            "  public void close() {",
            "    forgotten.cancel();",
            "    System.out.println();",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void planReleasesNoOwnerThatIsSilencedWithAllOthers_orByItsMethod() {
    BugCheckerRefactoringTestHelper.newInstance(TimerNotCancelled.class, getClass())
        .setArgs(STRICT)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  @SuppressWarnings(\"all\")",
            "  private final Timer meant = new Timer();",
            "  private final Timer forgotten = new Timer();",
            "  @SuppressWarnings(\"TimerNotCancelled\")",
            "  A() {",
            "    new Timer().schedule(null, 1);",
            "  }",
            "  public void close() {",
            "    System.out.println();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  @SuppressWarnings(\"all\")",
            "  private final Timer meant = new Timer();",
            "  private final Timer forgotten = new Timer();",
            "  @SuppressWarnings(\"TimerNotCancelled\")",
            "  A() {",
            "    new Timer().schedule(null, 1);",
            "  }",
            "  public void close() {",
            "    forgotten.cancel();",
            "    System.out.println();",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void secondLeakOfAClassSaysThatItIsMendedWithTheFirst() {
    helper(TimerNotCancelled.class)
        .addSourceLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  // BUG: Diagnostic contains: cancel it in close()",
            "  private final Timer first = new Timer();",
            "  // BUG: Diagnostic contains: the fix of another finding",
            "  private final Timer second = new Timer();",
            "  public void close() {",
            "    System.out.println();",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void generatedCodeIsSilent_whereTheUserSaysSo() {
    String[] code = {
      "import java.util.concurrent.*;",
      "class A {",
      "  @javax.annotation.processing.Generated(\"tool\")",
      "  static class Made { private final Executor e = Executors.newFixedThreadPool(1); }",
      "  static class Written {",
      "    // BUG: Diagnostic contains: e is created by its initializer",
      "    private final Executor e = Executors.newFixedThreadPool(1);",
      "  }",
      "}"
    };
    CompilationTestHelper.newInstance(ExecutorNotShutDown.class, getClass())
        .setArgs(STRICT, "-XepDisableWarningsInGeneratedCode")
        .addSourceLines("A.java", code)
        .doTest();
    code[3] = "  // BUG: Diagnostic contains: e is created by its initializer\n" + code[3];
    helper(ExecutorNotShutDown.class).addSourceLines("A.java", code).doTest();
    // As with any check of Error Prone's: an error is told in generated code too.
    CompilationTestHelper.newInstance(ExecutorNotShutDown.class, getClass())
        .setArgs(STRICT, "-XepDisableWarningsInGeneratedCode", "-Xep:ExecutorNotShutDown:ERROR")
        .addSourceLines("A.java", code)
        .doTest();
  }

  @Test
  void suppressionsAreIgnored_whereTheUserSaysSo() {
    CompilationTestHelper.newInstance(TimerNotCancelled.class, getClass())
        .setArgs(STRICT, "-XepIgnoreSuppressionAnnotations")
        .addSourceLines(
            "A.java",
            "import java.util.Timer;",
            "@SuppressWarnings(\"TimerNotCancelled\")",
            "class A {",
            "  // BUG: Diagnostic contains: timer is created by its initializer",
            "  @SuppressWarnings(\"all\") private final Timer timer = new Timer();",
            "}")
        .doTest();
  }

  @Test
  void excludedPathsAreSilent() {
    CompilationTestHelper.newInstance(TimerNotCancelled.class, getClass())
        .setArgs(STRICT, "-XepExcludedPaths:.*/made/.*")
        .addSourceLines(
            "made/A.java", "class A { private final java.util.Timer t = new java.util.Timer(); }")
        .addSourceLines(
            "B.java",
            "class B {",
            "  // BUG: Diagnostic contains: t is created by its initializer",
            "  private final java.util.Timer t = new java.util.Timer();",
            "}")
        .doTest();
  }

  @Test
  void everySuppressionAtOnceIsHonoured() {
    helper(TimerNotCancelled.class)
        .addSourceLines(
            "A.java",
            "class A {",
            "  @SuppressWarnings(\"all\")",
            "  private final java.util.Timer timer = new java.util.Timer();",
            "}")
        .doTest();
  }
}
