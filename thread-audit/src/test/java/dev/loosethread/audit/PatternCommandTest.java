package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.finding.Pattern;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code loosethread pattern}. */
class PatternCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void listsAllPatterns() {
    assertThat(run("pattern")).isZero();

    assertThat(out.toString().lines())
        .containsAll(
            Arrays.stream(Pattern.values())
                .map(p -> p.patternName() + (p.isPreview() ? " (preview)" : ""))
                .toList())
        .contains("    A timer is created, but nothing cancels it");
  }

  @Test
  void printsThePageOfOne() {
    assertThat(run("pattern", "timernotcancelled")).isZero();

    assertThat(out.toString())
        .startsWith("# TimerNotCancelled")
        .contains("## The fix")
        .doesNotContain("](");
  }

  @Test
  void aNameThatIsNoneIsOneLine() {
    assertThat(run("pattern", "No\nSuch")).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            "error: No\\nSuch: no such bug pattern; loosethread pattern lists all of them"
                + System.lineSeparator());
  }
}
