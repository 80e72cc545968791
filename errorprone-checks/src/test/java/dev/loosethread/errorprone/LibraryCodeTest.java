package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** What the code of a library, of which only class files are there, does with what it gets. */
class LibraryCodeTest {
  private void check(Class<? extends BugChecker> checker, String... members) {
    CompilationTestHelper.newInstance(checker, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .addSourceLines(
            "A.java",
            "import dev.loosethread.errorprone.library.Parts;",
            "import java.util.concurrent.*;",
            "public class A implements AutoCloseable {",
            String.join("\n", members),
            "}")
        .doTest();
  }

  @Test
  void constructorThatOnlyUsesThePoolDoesNotTakeItOver() {
    check(
        ExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: ExecutorNotShutDown",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  private final Parts.Sender sender = new Parts.Sender(pool);",
        "  void send() { sender.send(() -> {}); }",
        "  @Override public void close() { System.out.println(sender); }");
  }

  @Test
  void constructorOfAClassThatEndsThePoolTakesItOver() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  private final Parts.OwningSender sender = new Parts.OwningSender(pool);",
        "  void send() { sender.send(() -> {}); }",
        "  @Override public void close() { sender.close(); }");
  }

  @Test
  void constructorOfAClassThatEndsThePoolTakesOverALocalOne() {
    check(
        LocalExecutorNotShutDown.class,
        "  Parts.OwningSender sender() {",
        "    ExecutorService pool = Executors.newFixedThreadPool(2);",
        "    Parts.OwningSender sender = new Parts.OwningSender(pool);",
        "    return sender;",
        "  }",
        "  @Override public void close() {}");
  }

  @Test
  void constructorOfAClassThatEndsThePoolInAnAnonymousClassTakesItOver() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  private final Parts.HookedSender sender = new Parts.HookedSender(pool);",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() throws Exception { sender.hook().close(); }");
  }

  @Test
  void constructorOfAClassThatGivesThePoolAwayMayTakeItOver() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  final Parts.Holder holder = new Parts.Holder(pool);",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() { System.out.println(holder); }");
  }

  @Test
  void methodThatTakesAnyObjectMayFindOutWhatItIs() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  private final Parts.Registry parts = new Parts.Registry();",
        "  A() { parts.add(pool); }",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() { parts.stop(); }");
  }

  @Test
  void libraryMethodThatMakesAPoolMakesItForItsCaller() {
    check(
        ExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: ExecutorNotShutDown",
        "  private final ExecutorService pool = Parts.newPool(2);",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() {}");
    check(
        ScheduledExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: ScheduledExecutorNotShutDown",
        "  private final ScheduledExecutorService pool = Parts.newScheduler();",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() {}");
  }

  @Test
  void sharedPoolOfALibraryIsNotItsUsersToEnd() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Parts.sharedPool();",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() {}");
  }

  @Test
  void cachedPoolOfALibraryEndsByItself() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Parts.newCachedPool();",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() {}");
  }

  @Test
  void superclassThatEndsThePoolOfItsConstructorTakesItOver() {
    CompilationTestHelper.newInstance(ExecutorNotShutDown.class, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .addSourceLines(
            "A.java",
            "import dev.loosethread.errorprone.library.Parts;",
            "import java.util.concurrent.*;",
            "public class A extends Parts.Base {",
            "  private final ExecutorService mine;",
            "  public A() { this(Executors.newFixedThreadPool(2)); }",
            "  private A(ExecutorService pool) { super(pool); mine = pool; }",
            "  void send() { mine.execute(() -> {}); }",
            "  @Override public void close() { super.close(); }",
            "}")
        .doTest();
  }

  @Test
  void resourceThatEndsThePoolOfItsConstructorTakesItOver() {
    check(
        LocalExecutorNotShutDown.class,
        "  void send() {",
        "    ExecutorService pool = Executors.newFixedThreadPool(2);",
        "    try (Parts.OwningSender sender = new Parts.OwningSender(pool)) {",
        "      sender.send(() -> {});",
        "    }",
        "  }",
        "  @Override public void close() {}");
  }

  @Test
  void poolOfALibraryThatEndsWhenIdleNeedsNoEnd() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Parts.newIdlePool();",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() {}");
  }

  @Test
  void poolOfALibraryThatRegistersItselfBelongsToTheLibrary() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService pool = Parts.newRegisteredPool();",
        "  void send() { pool.execute(() -> {}); }",
        "  @Override public void close() {}");
  }
}
