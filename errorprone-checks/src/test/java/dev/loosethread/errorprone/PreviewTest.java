package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

/** A plugin's checks cannot be off by default, so a preview pattern keeps quiet by itself. */
class PreviewTest {
  private static final String FOUND = "// BUG: Diagnostic contains: may still use";

  private CompilationTestHelper helper(String marker) {
    return CompilationTestHelper.newInstance(ShutdownWithoutAwait.class, getClass())
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
            "  private final java.io.StringReader in = new java.io.StringReader(\"\");",
            "  void read() { pool.execute(() -> in.markSupported()); }",
            "  " + marker,
            "  void close() { pool.shutdown(); in.close(); }",
            "}");
  }

  @Test
  void silentUnlessNamed() {
    helper("").doTest();
  }

  @Test
  void reportsWhenNamed() {
    helper(FOUND).setArgs("-Xep:ShutdownWithoutAwait:WARN").doTest();
  }

  @Test
  void reportsWhenAllChecksAreAskedFor() {
    helper(FOUND).setArgs("-XepAllDisabledChecksAsWarnings").doTest();
  }
}
