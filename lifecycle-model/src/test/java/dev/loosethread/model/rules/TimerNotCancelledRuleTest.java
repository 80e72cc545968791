package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TimerNotCancelled over facts made by hand. */
class TimerNotCancelledRuleTest {
  private final ClassBuilder type = new ClassBuilder("a.A");

  private List<Finding> findings() {
    return type.findings(new TimerNotCancelledRule());
  }

  private Value.Field timer() {
    Value.Field timer = type.field("timer", "java.util.Timer");
    type.initializer(c -> c.assign(timer, c.create("java.util.Timer#<init>()")));
    return timer;
  }

  @Test
  void timerIsCancelledNotShutDown() {
    timer();
    type.method("stop", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("stop() never cancels it");
              assertThat(((Remedy.ReleaseField) f.remedy()).action().release())
                  .isEqualTo(Remedy.Release.CANCEL);
            });
    assertThat(type.findings(new ExecutorNotShutDownRule())).isEmpty();
  }

  @Test
  void timerThatTheEndMethodCancelsIsNotReported() {
    Value.Field timer = timer();
    type.method("stop", c -> c.call(timer, "java.util.Timer#cancel()", "void"));

    assertThat(findings()).isEmpty();
  }
}
