package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** LocalExecutorNotShutDown over facts made by hand. */
class LocalExecutorNotShutDownRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String FIXED = "java.util.concurrent.Executors#newFixedThreadPool(int)";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Local pool = type.local("pool", EXECUTOR);

  private List<Finding> findings() {
    return type.findings(new LocalExecutorNotShutDownRule());
  }

  private static Value create(CodeBuilder code) {
    return code.callStatic(FIXED, EXECUTOR, new Value.Constant(2));
  }

  private void shutdown(CodeBuilder code) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  /** Throws checked exceptions. */
  private static void await(CodeBuilder code) {
    code.call(
        Value.UNKNOWN,
        "java.util.concurrent.Future#get(long,java.util.concurrent.TimeUnit)",
        "java.lang.Object",
        new Value.Constant(1L),
        Value.UNKNOWN);
  }

  private void work(Consumer<CodeBuilder> after) {
    type.method(
        "work",
        c -> {
          c.assign(pool, create(c));
          after.accept(c);
        });
  }

  @Test
  void executorThatNothingShutsDownIsReported() {
    work(c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.LOCAL_EXECUTOR_NOT_SHUT_DOWN);
              assertThat(f.site()).hasToString("newFixedThreadPool()");
              assertThat(f.message()).contains("work() creates", "nothing shuts it down");
              assertThat(f.remedy()).isEqualTo(new Remedy.ReleaseInFinally(f.site(), "shutdown()"));
            });
  }

  @Test
  void executorThatEveryWayShutsDownIsNot() {
    work(this::shutdown);

    assertThat(findings()).isEmpty();
  }

  @Test
  void wayThatReturnsBeforeTheShutdownIsReported() {
    work(
        c -> {
          c.ifTrue(new Value.Unknown("boolean"), c::returns);
          shutdown(c);
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message()).contains("the method can return without shutting it down"));
  }

  @Test
  void checkedExceptionBeforeTheShutdownIsReported() {
    work(
        c -> {
          await(c);
          shutdown(c);
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> assertThat(f.message()).contains("an expected exception skips its shutdown"));
  }

  @Test
  void uncheckedExceptionOfACallBeforeTheShutdownIsNot() {
    work(
        c -> {
          c.callStatic("b.B#anything()", "void");
          shutdown(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void nullTestBeforeTheShutdownIsAboutTheOtherCase() {
    work(c -> c.when(new Event.Test.Compare(pool, "!=", Value.NULL), () -> shutdown(c), () -> {}));

    assertThat(findings()).isEmpty();
  }

  @Test
  void executorThatIsHandedOnIsSomebodyElses() {
    work(c -> c.returns(pool));
    assertThat(findings()).isEmpty();

    ClassBuilder storing = new ClassBuilder("a.B");
    Value.Field field = storing.field("kept", EXECUTOR);
    storing.method("work", c -> c.assign(field, create(c)));
    assertThat(storing.findings(new LocalExecutorNotShutDownRule())).isEmpty();

    ClassBuilder giving = new ClassBuilder("a.C");
    giving.method(
        "work",
        c -> c.callStatic("b.B#use(java.util.concurrent.ExecutorService)", "void", create(c)));
    assertThat(giving.findings(new LocalExecutorNotShutDownRule())).isEmpty();
  }

  @Test
  void releaseInALambdaIsTrusted() {
    work(c -> c.callStatic("b.B#later(java.lang.Runnable)", "void", c.lambda(this::shutdown)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void cachedPoolsAndProgramsAreNotJudged() {
    type.method(
        "work",
        c ->
            c.assign(
                pool,
                c.callStatic("java.util.concurrent.Executors#newCachedThreadPool()", EXECUTOR)));
    type.method(
        "main", List.of(), c -> c.assign(pool, create(c)), Modifier.PUBLIC, Modifier.STATIC);

    assertThat(findings()).isEmpty();
  }

  @Test
  void aMethodNamedMainThatNoLauncherCallsIsJudged() {
    type.method(
        "main",
        List.of(type.local("port", "int")),
        c -> c.assign(pool, create(c)),
        Modifier.PUBLIC,
        Modifier.STATIC);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void endOfTheJvmEndsThePool() {
    work(c -> c.callStatic("java.lang.System#exit(int)", "void", new Value.Constant(0)));
    assertThat(findings()).hasSize(1);

    ClassBuilder exiting = new ClassBuilder("a.B");
    Value.Local other = exiting.local("pool", EXECUTOR);
    exiting.method(
        "work",
        c -> {
          c.assign(other, create(c));
          c.ifTrue(
              new Value.Unknown("boolean"),
              () -> c.callStatic("java.lang.System#exit(int)", "void", new Value.Constant(0)));
          c.call(other, EXECUTOR + "#shutdown()", "void");
        });
    assertThat(exiting.findings(new LocalExecutorNotShutDownRule())).isEmpty();
  }
}
