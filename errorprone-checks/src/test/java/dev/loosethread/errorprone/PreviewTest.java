package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

/** A plugin's checks cannot be off by default, so a preview pattern keeps quiet by itself. */
class PreviewTest {
  private static final String FOUND = "// BUG: Diagnostic contains: without a timeout";

  private CompilationTestHelper helper(String marker) {
    return CompilationTestHelper.newInstance(UnboundedWaitInStop.class, getClass())
        .addSourceLines(
            "A.java",
            "class A {",
            "  Thread thread;",
            "  " + marker,
            "  void stop() throws InterruptedException { thread.join(); }",
            "}");
  }

  @Test
  void silentUnlessNamed() {
    helper("").doTest();
  }

  @Test
  void reportsWhenNamed() {
    helper(FOUND).setArgs("-Xep:UnboundedWaitInStop:WARN").doTest();
  }

  @Test
  void reportsWhenAllChecksAreAskedFor() {
    helper(FOUND).setArgs("-XepAllDisabledChecksAsWarnings").doTest();
  }
}
