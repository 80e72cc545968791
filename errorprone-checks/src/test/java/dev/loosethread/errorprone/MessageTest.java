package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.PatternPages;
import org.junit.jupiter.api.Test;

/** What a compiler's user sees besides the finding itself. */
class MessageTest {
  @Test
  void messageNamesThePatternsPageAndTheJarThatHasIt() {
    String see = "(see " + PatternPages.reference(Pattern.TIMER_NOT_CANCELLED) + ")";
    CompilationTestHelper.newInstance(TimerNotCancelled.class, getClass())
        .expectErrorMessage("page", text -> text.contains(see))
        .addSourceLines(
            "A.java",
            "import java.util.Timer;",
            "class A {",
            "  // BUG: Diagnostic matches: page",
            "  private final Timer t = new Timer();",
            "}")
        .doTest();
  }
}
