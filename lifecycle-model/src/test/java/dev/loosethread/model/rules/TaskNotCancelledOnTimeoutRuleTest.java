package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** TaskNotCancelledOnTimeout over facts made by hand. */
class TaskNotCancelledOnTimeoutRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String FUTURE = "java.util.concurrent.Future";
  private static final String TIMEOUT = "java.util.concurrent.TimeoutException";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field pool = type.field("pool", EXECUTOR);
  private final Value.Local future = type.local("future", FUTURE);

  private List<Finding> findings() {
    return type.findings(new TaskNotCancelledOnTimeoutRule());
  }

  private Value submit(CodeBuilder code) {
    return code.call(pool, EXECUTOR + "#submit(java.lang.Runnable)", FUTURE, code.lambda(l -> {}));
  }

  private static void get(CodeBuilder code, Value waited) {
    code.call(
        waited,
        FUTURE + "#get(long,java.util.concurrent.TimeUnit)",
        "java.lang.Object",
        new Value.Constant(1L),
        Value.UNKNOWN);
  }

  private static void cancel(CodeBuilder code, Value cancelled) {
    code.call(cancelled, FUTURE + "#cancel(boolean)", "boolean", new Value.Constant(true));
  }

  private void query(String caught, Consumer<CodeBuilder> handler, Consumer<CodeBuilder> after) {
    type.method(
        "query",
        c -> {
          c.assign(future, submit(c));
          c.tryCatch(() -> get(c, future), caught, () -> handler.accept(c));
          after.accept(c);
        });
  }

  @Test
  void handlerThatGivesUpIsReported() {
    query(TIMEOUT, CodeBuilder::returns, c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.TASK_NOT_CANCELLED_ON_TIMEOUT);
              assertThat(f.site()).hasToString("catch");
              assertThat(f.message()).startsWith("after the timeout query() gives up on future");
              assertThat(f.remedy()).isEqualTo(new Remedy.CancelInHandler(f.site(), "future"));
            });
  }

  @Test
  void widerHandlerIsReportedToo() {
    query("java.lang.Exception", CodeBuilder::returns, c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void handlerThatTheTimeoutDoesNotEnterIsNot() {
    query("java.util.concurrent.ExecutionException", CodeBuilder::returns, c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void cancelInOrAfterTheHandlerIsEnough() {
    query(TIMEOUT, c -> cancel(c, future), c -> {});
    assertThat(findings()).isEmpty();

    ClassBuilder later = new ClassBuilder("a.B");
    later.method(
        "query",
        c -> {
          c.assign(future, submit(c));
          c.tryCatch(() -> get(c, future), TIMEOUT, () -> {});
          cancel(c, future);
        });
    assertThat(later.findings(new TaskNotCancelledOnTimeoutRule())).isEmpty();
  }

  @Test
  void futureThatIsReturnedOrStoredIsSomebodyElses() {
    query(TIMEOUT, c -> c.returns(future), c -> {});
    assertThat(findings()).isEmpty();

    ClassBuilder storing = new ClassBuilder("a.B");
    Value.Field late = storing.field("late", FUTURE);
    storing.method(
        "query",
        c -> {
          c.assign(future, submit(c));
          c.tryCatch(() -> get(c, future), TIMEOUT, () -> c.assign(late, future));
        });
    assertThat(storing.findings(new TaskNotCancelledOnTimeoutRule())).isEmpty();
  }

  @Test
  void loopThatAsksAgainIsNotReported() {
    type.method(
        "query",
        c -> {
          c.assign(future, submit(c));
          c.forEver(() -> c.tryCatch(() -> get(c, future), TIMEOUT, () -> {}));
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void executorThatIsShutDownAtOnceEndsItsTasks() {
    query(TIMEOUT, c -> c.call(pool, EXECUTOR + "#shutdownNow()", "java.util.List"), c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureOfAnUnknownTaskIsNotJudged() {
    type.method(
        "query",
        c -> {
          c.assign(future, c.callStatic("b.B#ask()", FUTURE));
          c.tryCatch(() -> get(c, future), TIMEOUT, c::returns);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureThatALambdaHasTooIsNotJudged() {
    type.method(
        "query",
        c -> {
          c.assign(future, submit(c));
          c.lambda(l -> cancel(l, future));
          c.tryCatch(() -> get(c, future), TIMEOUT, c::returns);
        });

    assertThat(findings()).isEmpty();
  }

  private static Consumer<CodeBuilder> handsOn(Value value) {
    return c -> {
      c.callStatic("b.B#later(java.lang.Object)", "void", value);
      c.returns();
    };
  }

  @Test
  void codeThatGetsTheFutureMayCancelIt() {
    query(TIMEOUT, handsOn(future), c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void codeThatGetsAReferenceToItsCancelMayCancelIt() {
    Value.MethodReference cancel =
        new Value.MethodReference(
            future,
            CodeBuilder.key(FUTURE + "#cancel(boolean)"),
            OptionalInt.empty(),
            "java.util.function.Consumer");
    query(TIMEOUT, handsOn(cancel), c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void codeThatMayGetTheFutureMayCancelIt() {
    query(TIMEOUT, handsOn(new Value.Choice(List.of(Value.NULL, future))), c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void codeThatGetsSomethingElseCanNot() {
    query(TIMEOUT, handsOn(new Value.Choice(List.of(Value.NULL, pool))), c -> {});

    assertThat(findings()).hasSize(1);
  }
}
