package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

/** A plugin's checks cannot be off by default, so a preview pattern keeps quiet by itself. */
class PreviewTest {
  private static final String[] LOOP = {
    "class A implements Runnable {",
    "  public void run() {",
    "    %s",
    "    while (true) { work(); }",
    "  }",
    "  void work() {}",
    "}"
  };

  private static String[] loop(String marker) {
    return String.join("\n", LOOP).formatted(marker).split("\n");
  }

  @Test
  void silentUnlessNamed() {
    CompilationTestHelper.newInstance(Preview.class, getClass())
        .addSourceLines("A.java", loop(""))
        .doTest();
  }

  @Test
  void reportsWhenNamed() {
    CompilationTestHelper.newInstance(Preview.class, getClass())
        .setArgs("-Xep:Preview:WARN")
        .addSourceLines("A.java", loop("// BUG: Diagnostic contains: nothing can end it"))
        .doTest();
  }

  @Test
  void reportsWhenAllChecksAreAskedFor() {
    CompilationTestHelper.newInstance(Preview.class, getClass())
        .setArgs("-XepAllDisabledChecksAsWarnings")
        .addSourceLines("A.java", loop("// BUG: Diagnostic contains: nothing can end it"))
        .doTest();
  }
}
