package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** CallbackAfterStop over facts made by hand. */
class CallbackAfterStopRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String EXECUTE = "java.util.concurrent.Executor#execute(java.lang.Runnable)";
  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);

  private final Value.Field stopped =
      type.field("stopped", "boolean", Modifier.PRIVATE, Modifier.VOLATILE);

  private void fire(Consumer<CodeBuilder> task) {
    type.method("fire", c -> c.call(pool, EXECUTE, "void", c.lambda(task)));
  }

  private void call(CodeBuilder code) {
    code.call(new Value.Unknown("b.MyListener"), "b.MyListener#changed()", "void");
  }

  private List<Finding> late() {
    return type.findings(new CallbackAfterStopRule());
  }

  @Test
  void callbackThatDoesNotLookAtTheFlagIsReported() {
    fire(this::call);
    type.method("stop", c -> c.assign(stopped, new Value.Constant(true)));

    assertThat(late())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("changed() is called on another thread", "stopped");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.CheckFlagFirst.class,
                      r -> assertThat(r.condition()).isEqualTo("stopped"));
            });
  }

  @Test
  void callbackThatLooksIsNot() {
    fire(c -> c.ifFalse(stopped, () -> call(c)));
    type.method("stop", c -> c.assign(stopped, new Value.Constant(true)));

    assertThat(late()).isEmpty();
  }

  @Test
  void classWithoutAFlagHasNothingToLookAt() {
    fire(this::call);
    type.method("stop", c -> {});

    assertThat(late()).isEmpty();
  }

  @Test
  void endThatDropsWhatWaitsIsEnough() {
    fire(this::call);
    type.method(
        "stop",
        c -> {
          c.assign(stopped, new Value.Constant(true));
          c.call(pool, EXECUTOR + "#shutdownNow()", "java.util.List");
        });

    assertThat(late()).isEmpty();
  }
}
