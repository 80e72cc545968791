package dev.loosethread.errorprone;

import com.google.errorprone.BugCheckerRefactoringTestHelper;
import com.google.errorprone.BugCheckerRefactoringTestHelper.TestMode;
import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/**
 * A class that declares no end method may inherit one: then messages name it, and fixes override it
 * and call what they override.
 */
class InheritedEndTest {
  private static final String STRICT = "-XepOpt:Loosethread:Strict=true";

  private void says(Class<? extends BugChecker> checker, String message, String... lines) {
    CompilationTestHelper helper =
        CompilationTestHelper.newInstance(checker, getClass()).setArgs(STRICT);
    helper.expectErrorMessage("advice", text -> text.contains(message));
    helper.addSourceLines("A.java", lines).doTest();
  }

  private static BugCheckerRefactoringTestHelper fix(Class<? extends BugChecker> checker) {
    return BugCheckerRefactoringTestHelper.newInstance(checker, InheritedEndTest.class)
        .setArgs(STRICT);
  }

  @Test
  void classWithoutAnySupertypeIsToImplementAutoCloseable() {
    says(
        TimerNotCancelled.class,
        "nothing cancels it; make A implement AutoCloseable and cancel it in close(), which its"
            + " creator must call",
        "import java.util.Timer;",
        "class A {",
        "  // BUG: Diagnostic matches: advice",
        "  private final Timer t = new Timer();",
        "}");
  }

  @Test
  void classInAMethodIsToImplementItToo() {
    says(
        TimerNotCancelled.class,
        "make Local implement AutoCloseable and cancel it in close(), which its creator must call",
        "import java.util.Timer;",
        "class A {",
        "  Object make() {",
        "    class Local {",
        "      // BUG: Diagnostic matches: advice",
        "      private final Timer t = new Timer();",
        "    }",
        "    return new Local();",
        "  }",
        "}");
  }

  @Test
  void classWithoutANameInheritsAnEndMethodOrHasNone() {
    says(
        TimerNotCancelled.class,
        "nothing cancels it; cancel it when the object is no longer used",
        "import java.util.Timer;",
        "class A {",
        "  // BUG: Diagnostic matches: advice",
        "  Object o = new Object() { private final Timer t = new Timer(); };",
        "}");
  }

  @Test
  void abstractClassThatIsCloseableIsNotToldToBecomeIt() {
    says(
        TimerNotCancelled.class,
        "nothing cancels it; cancel it in close()",
        "import java.util.Timer;",
        "abstract class A implements java.io.Closeable {",
        "  // BUG: Diagnostic matches: advice",
        "  private final Timer t = new Timer();",
        "}");
  }

  @Test
  void closeOfASuperclassIsToBeOverridden() {
    says(
        ExecutorNotShutDown.class,
        "nothing shuts it down; override close() to shut it down and call super.close()",
        "import java.io.*;",
        "import java.util.concurrent.*;",
        "class A extends FilterInputStream {",
        "  // BUG: Diagnostic matches: advice",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
        "  A(InputStream in) { super(in); }",
        "}");
  }

  @Test
  void stopOfASuperclassIsToBeOverridden() {
    says(
        ExecutorNotShutDown.class,
        "override stop() to shut it down and call super.stop()",
        "import java.util.concurrent.*;",
        "class A extends Service {",
        "  // BUG: Diagnostic matches: advice",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
        "}",
        "class Service { void stop() { System.nanoTime(); } }");
  }

  @Test
  void whatCannotBeOverriddenIsNoEndMethod() {
    says(
        ExecutorNotShutDown.class,
        "make A implement AutoCloseable and shut it down in close(), which its creator must call",
        "import java.util.concurrent.*;",
        "class A extends Thread {",
        "  // BUG: Diagnostic matches: advice",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
        "}");
    says(
        ExecutorNotShutDown.class,
        "nothing shuts it down; shut it down when the object is no longer used",
        "import java.util.concurrent.*;",
        "class A extends Service {",
        "  // BUG: Diagnostic matches: advice",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
        "}",
        "class Service implements AutoCloseable { @Override public final void close() {} }");
  }

  @Test
  void hookOfASuperclassThatKeepsItsCloseIsNamed() {
    says(
        ExecutorNotShutDown.class,
        "nothing shuts it down; override doClose() to shut it down and call super.doClose()",
        "import java.util.concurrent.*;",
        "class A extends Service {",
        "  // BUG: Diagnostic matches: advice",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
        "}",
        "class Service implements AutoCloseable {",
        "  @Override public final void close() { doClose(); }",
        "  protected void doClose() { System.nanoTime(); }",
        "}");
  }

  @Test
  void threadThatNobodyKeepsEndsInTheInheritedMethod() {
    says(
        UnownedThread.class,
        "keep it in a field and interrupt it in close()",
        "abstract class A implements AutoCloseable {",
        "  A() {",
        "    // BUG: Diagnostic matches: advice",
        "    new Thread(() -> {",
        "      while (!Thread.currentThread().isInterrupted()) { System.nanoTime(); }",
        "    }).start();",
        "  }",
        "}");
  }

  @Test
  void fixOverridesTheInheritedStopInsteadOfAddingAClose() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  static class Service { void stop() { System.nanoTime(); } }",
            "  static class B extends Service {",
            "    private final Timer t = new Timer();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  static class Service { void stop() { System.nanoTime(); } }",
            "  static class B extends Service {",
            "    private final Timer t = new Timer();",
            "",
            "    @Override",
            "    void stop() {",
            "      try {",
            "        t.cancel();",
            "      } finally {",
            "        super.stop();",
            "      }",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void fixCallsTheDefaultMethodThatItOverrides() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  interface Part<T> { default void close() { System.nanoTime(); } }",
            "  static class B implements Part<String> {",
            "    private final Timer t = new Timer();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  interface Part<T> { default void close() { System.nanoTime(); } }",
            "  static class B implements Part<String> {",
            "    private final Timer t = new Timer();",
            "",
            "    @Override",
            "    public void close() {",
            "      try {",
            "        t.cancel();",
            "      } finally {",
            "        Part.super.close();",
            "      }",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void fixThrowsWhatTheClassMakesOfATypeVariable() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.io.IOException;",
            "import java.util.Timer;",
            "class A {",
            "  static class Service<X extends Exception> { void close() throws X {} }",
            "  static class B extends Service<IOException> {",
            "    private final Timer t = new Timer();",
            "  }",
            "  static class C<Y extends Exception> extends Service<Y> {",
            "    private final Timer t = new Timer();",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.io.IOException;",
            "import java.util.Timer;",
            "class A {",
            "  static class Service<X extends Exception> { void close() throws X {} }",
            "  static class B extends Service<IOException> {",
            "    private final Timer t = new Timer();",
            "",
            "    @Override",
            "    void close() throws IOException {",
            "      try {",
            "        t.cancel();",
            "      } finally {",
            "        super.close();",
            "      }",
            "    }",
            "  }",
            "  static class C<Y extends Exception> extends Service<Y> {",
            "    private final Timer t = new Timer();",
            "",
            "    @Override",
            "    void close() throws Y {",
            "      try {",
            "        t.cancel();",
            "      } finally {",
            "        super.close();",
            "      }",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void inheritedMethodThatReturnsSomethingIsLeftToAPerson() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.*;",
            "abstract class A extends TimerTask {",
            "  private final Timer t = new Timer();",
            "}")
        .expectUnchanged()
        .doTest();
  }

  @Test
  void finalCloseIsLeftToAPerson() {
    fix(TimerNotCancelled.class)
        .addInputLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  static class Service implements AutoCloseable {",
            "    @Override public final void close() {}",
            "  }",
            "  static class B extends Service {",
            "    private final Timer t = new Timer();",
            "  }",
            "}")
        .expectUnchanged()
        .doTest();
  }
}
