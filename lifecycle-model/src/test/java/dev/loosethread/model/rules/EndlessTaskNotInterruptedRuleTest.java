package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** EndlessTaskNotInterrupted over facts made by hand. */
class EndlessTaskNotInterruptedRuleTest {
  private static final String POOL = "java.util.concurrent.ExecutorService";
  private static final String EXECUTE = "java.util.concurrent.Executor#execute(java.lang.Runnable)";
  private static final String NEW_POOL = "java.util.concurrent.Executors#newFixedThreadPool(int)";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field pool = type.field("pool", POOL);

  /** {@code try { while (true) sleep(); } catch (InterruptedException e) {}}. */
  private static void untilInterrupted(CodeBuilder code) {
    code.tryCatch(
        () ->
            code.forEver(
                () ->
                    code.callStatic(
                        "java.lang.Thread#sleep(long)", "void", new Value.Constant(1L))),
        "java.lang.InterruptedException",
        () -> {});
  }

  private void runs(Consumer<CodeBuilder> task) {
    type.constructor(
        List.of(),
        c -> {
          c.assign(pool, c.callStatic(NEW_POOL, POOL, new Value.Constant(1)));
          c.call(pool, EXECUTE, "void", c.lambda(task));
        },
        Modifier.PUBLIC);
  }

  private void closesWith(String method, String result) {
    type.method("close", c -> c.call(pool, POOL + "#" + method + "()", result));
  }

  private List<Finding> findings() {
    return type.findings(new EndlessTaskNotInterruptedRule());
  }

  @Test
  void endlessTaskOfAnExecutorThatIsOnlyShutDownIsReported() {
    runs(EndlessTaskNotInterruptedRuleTest::untilInterrupted);
    closesWith("shutdown", "void");

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("field pool");
              assertThat(f.message()).contains("call shutdownNow()");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.InterruptOnShutdown.class, r -> assertThat(r.calls()).hasSize(1));
            });
  }

  @Test
  void shutdownNowInterruptsIt() {
    runs(EndlessTaskNotInterruptedRuleTest::untilInterrupted);
    closesWith("shutdownNow", "java.util.List");

    assertThat(findings()).isEmpty();
  }

  @Test
  void executorThatNothingReleasesIsAnotherPattern() {
    runs(EndlessTaskNotInterruptedRuleTest::untilInterrupted);
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void taskThatEndsByItselfIsNotReported() {
    runs(c -> c.callStatic("java.lang.Thread#yield()", "void"));
    closesWith("shutdown", "void");

    assertThat(findings()).isEmpty();
  }

  @Test
  void taskBesideOneThatEndsByItselfIsReportedWithoutAFix() {
    runs(EndlessTaskNotInterruptedRuleTest::untilInterrupted);
    closesWith("shutdown", "void");
    type.method(
        "more",
        c ->
            c.call(
                pool,
                EXECUTE,
                "void",
                c.lambda(t -> t.callStatic("java.lang.Thread#yield()", "void"))));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.messageOnFix()).contains("no fix: it would drop"));
  }

  @Test
  void anotherClassOfThePackageMayInterruptItsTasks() {
    Value.Field pool = type.field("shared", POOL, Modifier.FINAL);
    type.initializer(c -> c.assign(pool, c.callStatic(NEW_POOL, POOL, new Value.Constant(1))));
    type.method(
        "start",
        c ->
            c.call(
                pool,
                EXECUTE,
                "void",
                c.lambda(EndlessTaskNotInterruptedRuleTest::untilInterrupted)));
    type.method("close", c -> c.call(pool, POOL + "#shutdown()", "void"));
    assertThat(findings()).hasSize(1);

    ClassBuilder other = new ClassBuilder("a.B");
    Value.Field seen = new Value.Field(pool.key(), other.local("a", "a.A"), POOL, false);
    other.method("halt", c -> c.call(seen, POOL + "#shutdownNow()", "java.util.List"));
    type.compilation(
        new CompilationView() {
          @Override
          public List<ClassFacts> accessesTo(FieldKey field) {
            return List.of(other.facts());
          }

          @Override
          public List<ClassFacts> superclassesOf(String name) {
            return List.of();
          }
        });

    assertThat(findings()).isEmpty();
  }
}
