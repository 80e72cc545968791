package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** What the pages call known gaps: leaks that are not reported. Who closes one changes its test. */
class KnownGapsTest {
  private void unseen(Class<? extends BugChecker> checker, String... lines) {
    CompilationTestHelper.newInstance(checker, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .addSourceLines("A.java", lines)
        .doTest();
  }

  @Test
  void conditionThatReadsALocalWhichNothingChanges() {
    unseen(
        UninterruptibleLoop.class,
        "class A implements Runnable {",
        "  @Override public void run() {",
        "    boolean more = true;",
        "    while (more) { System.nanoTime(); }",
        "  }",
        "}");
  }

  @Test
  void helperOfAnotherClassThatSwallowsTheInterrupt() {
    CompilationTestHelper.newInstance(InterruptSwallowedInLoop.class, getClass())
        .addSourceLines(
            "Sleeps.java",
            "class Sleeps {",
            "  static void quietly() {",
            "    try { Thread.sleep(1); } catch (InterruptedException e) { }",
            "  }",
            "}")
        .addSourceLines(
            "A.java",
            "class A implements Runnable {",
            "  @Override public void run() {",
            "    while (!Thread.currentThread().isInterrupted()) { Sleeps.quietly(); }",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void periodicTaskOnAnExecutorThatAMethodLooksUp() {
    unseen(
        ScheduledExecutorNotShutDown.class,
        "import java.util.concurrent.*;",
        "abstract class A {",
        "  abstract ScheduledExecutorService lookUp();",
        "  void go() { lookUp().scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS); }",
        "  void close() { }",
        "}");
  }

  @Test
  void ownerThatAGetterLendsOutOfAClassThatEndsNothing() {
    unseen(
        TimerNotCancelled.class,
        "import java.util.Timer;",
        "class A {",
        "  private final Timer timer = new Timer();",
        "  public Timer timer() { return timer; }",
        "  public void close() {}",
        "}");
  }

  @Test
  void guardOnANumber() {
    unseen(
        NonAtomicStartGuard.class,
        "class A {",
        "  private int state;",
        "  private Thread thread;",
        "  public void start() {",
        "    if (state != 0) return;",
        "    state = 1;",
        "    thread = new Thread(() -> {});",
        "    thread.start();",
        "  }",
        "}");
  }

  @Test
  void startByAnotherName() {
    unseen(
        UnguardedStart.class,
        "class A {",
        "  private Thread thread;",
        "  public void initialize() {",
        "    thread = new Thread(() -> {});",
        "    thread.start();",
        "  }",
        "}");
  }
}
