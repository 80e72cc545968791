package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/**
 * Shapes that look like leaks and are none, which cannot be programs of the fixtures: their threads
 * live as long as the JVM, or the class is no more than a program.
 */
class SilenceTest {
  private static final String STRICT = "-XepOpt:Loosethread:Strict=true";

  private void silent(Class<? extends BugChecker> checker, String... lines) {
    CompilationTestHelper.newInstance(checker, getClass())
        .setArgs(STRICT)
        .addSourceLines("A.java", lines)
        .doTest();
  }

  @Test
  void loopOfAThreadThatAStaticInitializerStartsLivesWithTheJvm() {
    String[] lines = {
      "class A {",
      "  static {",
      "    Thread scan = new Thread(new Scan());",
      "    scan.setDaemon(true);",
      "    scan.start();",
      "  }",
      "  private static class Scan implements Runnable {",
      "    @Override public void run() {",
      "      while (true) {",
      "        try { Thread.sleep(30); } catch (Throwable e) { System.err.println(e); }",
      "      }",
      "    }",
      "  }",
      "}"
    };
    silent(InterruptSwallowedInLoop.class, lines);
    silent(UninterruptibleLoop.class, lines);
  }

  @Test
  void executorOfASingletonLivesWithTheJvm() {
    silent(
        ScheduledExecutorNotShutDown.class,
        "import java.util.concurrent.*;",
        "class A implements Runnable {",
        "  private static final A INSTANCE = new A();",
        "  private final ScheduledExecutorService ages;",
        "  A() { this(Executors.newScheduledThreadPool(1)); }",
        "  A(ScheduledExecutorService ages) {",
        "    this.ages = ages;",
        "    ages.scheduleAtFixedRate(this, 1, 1, TimeUnit.MINUTES);",
        "  }",
        "  static A instance() { return INSTANCE; }",
        "  @Override public void run() {}",
        "}");
  }

  @Test
  void programThatStartsItselfOnceIsNoService() {
    silent(
        UnguardedStart.class,
        "public class A {",
        "  private Thread receiver;",
        "  public static void main(String[] args) { new A().start(); }",
        "  public void start() {",
        "    receiver = new Thread(() -> {});",
        "    receiver.start();",
        "  }",
        "}");
  }

  @Test
  void startThatAnotherStartMayRefuseIsGuardedByIt() {
    silent(
        UnguardedStart.class,
        "public class A {",
        "  interface Service { void start() throws java.io.IOException; }",
        "  private final Service service;",
        "  private Thread accepting;",
        "  A(Service service) { this.service = service; }",
        "  public void start() throws java.io.IOException {",
        "    service.start();",
        "    accepting = new Thread(() -> {});",
        "    accepting.start();",
        "  }",
        "}");
  }

  @Test
  void startWithAnInheritedCheckIsGuardedByIt() {
    CompilationTestHelper.newInstance(UnguardedStart.class, getClass())
        .setArgs(STRICT)
        .addSourceLines(
            "Base.java",
            "class Base {",
            "  protected boolean started;",
            "  void begin() { if (started) throw new IllegalStateException(); started = true; }",
            "}")
        .addSourceLines(
            "A.java",
            "public class A extends Base {",
            "  private Thread worker;",
            "  public void start() {",
            "    begin();",
            "    worker = new Thread(() -> {});",
            "    worker.start();",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void stateThatIsTestedUnderALockAndThrownAboutIsAGuard() {
    silent(
        UnguardedStart.class,
        "public class A {",
        "  private Thread thread;",
        "  public A start() {",
        "    synchronized (this) {",
        "      if (thread == null) {",
        "        thread = new Thread(() -> {});",
        "        thread.start();",
        "      } else {",
        "        throw new IllegalStateException();",
        "      }",
        "    }",
        "    return this;",
        "  }",
        "  public void stop() {}",
        "}");
  }

  @Test
  void exceptionThrownOnPurposeThroughAFinallyBlockEndsTheLoop() {
    silent(
        UninterruptibleLoop.class,
        "class A implements Runnable {",
        "  @Override public void run() {",
        "    while (true) {",
        "      synchronized (this) {",
        "        if (work() < 0) { throw new RuntimeException(); }",
        "      }",
        "    }",
        "  }",
        "  int work() { return 0; }",
        "}");
  }

  @Test
  void exceptionThatTheLoopCatchesItselfDoesNotEndIt() {
    CompilationTestHelper.newInstance(UninterruptibleLoop.class, getClass())
        .setArgs(STRICT)
        .addSourceLines(
            "A.java",
            "class A implements Runnable {",
            "  @Override public void run() {",
            "    // BUG: Diagnostic contains: nothing can stop it",
            "    while (true) {",
            "      try {",
            "        synchronized (this) {",
            "          if (work() < 0) { throw new RuntimeException(); }",
            "        }",
            "      } catch (RuntimeException e) {",
            "        work();",
            "      }",
            "    }",
            "  }",
            "  int work() { return 0; }",
            "}")
        .doTest();
  }

  private CompilationTestHelper poolOfASubclass(String endOfTheSuperclass, String comment) {
    return CompilationTestHelper.newInstance(ExecutorNotShutDown.class, getClass())
        .setArgs(STRICT)
        .addSourceLines(
            "Base.java",
            "import java.util.concurrent.ExecutorService;",
            "abstract class Base {",
            "  protected abstract ExecutorService pool();",
            "  public void close() { " + endOfTheSuperclass + " }",
            "}")
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A extends Base {",
            comment,
            "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
            "  private final ExecutorService other = Executors.newFixedThreadPool(1);",
            "  @Override protected ExecutorService pool() { return pool; }",
            "  void work() { pool.execute(() -> {}); other.execute(() -> {}); }",
            "  @Override public void close() { other.shutdown(); super.close(); }",
            "}");
  }

  @Test
  void superclassInAnotherFileEndsWhatItGetsFromAnOverriddenGetter() {
    poolOfASubclass("pool().shutdown();", "").doTest();
  }

  @Test
  void superclassInAnotherFileThatOnlyUsesItEndsNothing() {
    poolOfASubclass("pool().execute(() -> {});", "  // BUG: Diagnostic contains: pool is created")
        .doTest();
  }

  private CompilationTestHelper poolThatAGetterLends(String comment, String... other) {
    return CompilationTestHelper.newInstance(ExecutorNotShutDown.class, getClass())
        .setArgs(STRICT)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "public class A {",
            comment,
            "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
            "  public ExecutorService getPool() { return pool; }",
            "  public void work() { pool.execute(() -> {}); }",
            "  public void close() { }",
            "}")
        .addSourceLines("B.java", other);
  }

  @Test
  void otherClassEndsWhatItGetsThroughAReferenceToTheGetter() {
    poolThatAGetterLends(
            "",
            "import java.util.*;",
            "import java.util.concurrent.*;",
            "class B {",
            "  void end(List<A> all) {",
            "    all.stream().map(A::getPool).forEach(ExecutorService::shutdown);",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void otherClassCollectsWhatTheGetterLendsForItsOwnEnd() {
    poolThatAGetterLends(
            "",
            "import java.util.*;",
            "import java.util.concurrent.*;",
            "class B {",
            "  private final List<ExecutorService> all = new ArrayList<>();",
            "  void add(A a) { all.add(a.getPool()); }",
            "  void close() { all.forEach(ExecutorService::shutdown); }",
            "}")
        .doTest();
  }

  @Test
  void otherClassReturnsWhatTheGetterLends() {
    poolThatAGetterLends(
            "",
            "import java.util.concurrent.*;",
            "class B {",
            "  static ExecutorService of(A a) { return a.getPool(); }",
            "}")
        .doTest();
  }

  @Test
  void recordKeepsWhatTheGetterLends() {
    poolThatAGetterLends(
            "",
            "import java.util.concurrent.*;",
            "record B(ExecutorService pool) {",
            "  static B of(A a) { return new B(a.getPool()); }",
            "  void end() { pool.shutdown(); }",
            "}")
        .doTest();
  }

  @Test
  void otherClassOnlyUsesWhatTheGetterLends() {
    poolThatAGetterLends(
            "  // BUG: Diagnostic contains: pool is created",
            "import java.util.concurrent.*;",
            "class B {",
            "  void go(A a) { CompletableFuture.runAsync(() -> {}, a.getPool()); }",
            "}")
        .doTest();
  }

  @Test
  void recordWithoutCodeKeepsThePoolThatItsConstructorGets() {
    CompilationTestHelper.newInstance(ExecutorNotShutDown.class, getClass())
        .setArgs(STRICT)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private record Lane(String name, ExecutorService pool) {",
            "    Lane { name.length(); }",
            "    void end() { pool.shutdown(); }",
            "  }",
            "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
            "  private final Lane lane = new Lane(\"a\", pool);",
            "  void work() { pool.execute(() -> {}); }",
            "  public void close() { lane.end(); }",
            "}")
        .doTest();
  }

  @Test
  void recordInAFieldKeepsThePoolOfALocalVariable() {
    CompilationTestHelper.newInstance(LocalExecutorNotShutDown.class, getClass())
        .setArgs(STRICT)
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private record Lane(String name, ExecutorService pool) {}",
            "  private Lane lane;",
            "  void start() {",
            "    ExecutorService pool = Executors.newFixedThreadPool(1);",
            "    lane = new Lane(\"a\", pool);",
            "    pool.execute(() -> {});",
            "  }",
            "  public void close() { lane.pool().shutdown(); }",
            "}")
        .doTest();
  }
}
