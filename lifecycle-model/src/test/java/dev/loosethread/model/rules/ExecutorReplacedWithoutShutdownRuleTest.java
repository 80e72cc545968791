package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Compare;
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

/** ExecutorReplacedWithoutShutdown over facts made by hand. */
class ExecutorReplacedWithoutShutdownRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String FIXED = "java.util.concurrent.Executors#newFixedThreadPool(int)";
  private static final String WATCH = "java.nio.file.WatchService";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);

  private List<Finding> findings() {
    return type.findings(new ExecutorReplacedWithoutShutdownRule());
  }

  private void make(CodeBuilder code) {
    code.assign(pool, code.callStatic(FIXED, EXECUTOR, new Value.Constant(2)));
  }

  private void shutdown(CodeBuilder code) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  private void refresh(Consumer<CodeBuilder> code) {
    type.method("refresh", code);
  }

  @Test
  void freshOwnerInAMethodThatIsMeantToRunAgainIsReported() {
    type.method("close", this::shutdown);
    refresh(this::make);

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.EXECUTOR_REPLACED_WITHOUT_SHUTDOWN);
              assertThat(f.message())
                  .contains("refresh() assigns a new value to pool", "pool.shutdown() first");
              assertThat(f.remedy())
                  .isEqualTo(new Remedy.ReleaseBefore(pool.key(), f.site(), "shutdown()", true));
            });
  }

  @Test
  void methodThatRunsOnceIsNot() {
    type.method("init", this::make);

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseOnEveryWayBeforeIsEnough() {
    refresh(
        c -> {
          shutdown(c);
          make(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseOnOneWayIsNot() {
    refresh(
        c -> {
          c.ifTrue(type.local("hard", "boolean"), () -> shutdown(c));
          make(c);
        });

    assertThat(findings()).hasSize(1);
  }

  @Test
  void testOfTheFieldOrOfAFlagMayProveThatThereIsNone() {
    refresh(c -> c.when(new Compare(pool, "==", Value.NULL), () -> make(c), () -> {}));
    assertThat(findings()).isEmpty();

    ClassBuilder flagged = new ClassBuilder("a.B");
    Value.Field other = flagged.field("pool", EXECUTOR, Modifier.PRIVATE);
    Value.Field flag = flagged.field("stopped", "boolean", Modifier.PRIVATE);
    flagged.method(
        "restart",
        c ->
            c.ifTrue(
                flag, () -> c.assign(other, c.callStatic(FIXED, EXECUTOR, new Value.Constant(2)))));
    assertThat(flagged.findings(new ExecutorReplacedWithoutShutdownRule())).isEmpty();
  }

  @Test
  void oldOneInAVariableIsSomebodysToEnd() {
    Value.Local old = type.local("old", EXECUTOR);
    refresh(
        c -> {
          c.assign(old, pool);
          make(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void loopThatMakesOneForEachRoundIsReportedWhateverTheMethodIsCalled() {
    type.method("work", c -> c.whileTrue(type.local("more", "boolean"), () -> make(c)));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void helperOfAConstructorIsNot() {
    int helper = type.method("rebuild", List.of(), this::make, Modifier.PRIVATE);
    type.constructor(List.of(), c -> c.callOwn(helper));

    assertThat(findings()).isEmpty();
  }

  @Test
  void callerThatStopsFirstIsEnough() {
    int stop = type.method("stop", this::shutdown);
    int open = type.method("open", List.of(), this::make, Modifier.PRIVATE);
    type.method(
        "reconnect",
        c -> {
          c.callOwn(stop);
          c.callOwn(open);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void setterOverAnOwnerThatIsAliveUnusedIsReportedWithoutAFix() {
    ClassBuilder watching = new ClassBuilder("a.B");
    Value.Field watch = watching.field("watch", WATCH, Modifier.PRIVATE);
    Value.Local given = watching.local("given", WATCH);
    watching.initializer(
        c ->
            c.assign(
                watch,
                c.call(
                    new Value.Unknown("java.nio.file.FileSystem"),
                    "java.nio.file.FileSystem#newWatchService()",
                    WATCH)));
    watching.method("setWatch", List.of(given), c -> c.assign(watch, given), Modifier.PUBLIC);

    assertThat(watching.findings(new ExecutorReplacedWithoutShutdownRule()))
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isInstanceOf(Remedy.None.class));
  }

  @Test
  void fieldThatMayHoldAForeignOwnerIsReportedWithoutAFix() {
    Value.Local given = type.local("given", EXECUTOR);
    type.constructor(List.of(given), c -> c.assign(pool, given));
    refresh(this::make);

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isInstanceOf(Remedy.None.class));
  }
}
