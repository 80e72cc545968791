package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** PeriodicTaskMayThrow over facts made by hand. */
class PeriodicTaskMayThrowRuleTest {
  private static final String SCHEDULER = "java.util.concurrent.ScheduledExecutorService";
  private static final String FUTURE = "java.util.concurrent.ScheduledFuture";
  private static final String FIXED_RATE =
      SCHEDULER
          + "#scheduleAtFixedRate(java.lang.Runnable,long,long,java.util.concurrent.TimeUnit)";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field scheduler = type.field("scheduler", SCHEDULER);

  private List<Finding> findings() {
    return type.findings(new PeriodicTaskMayThrowRule());
  }

  private Value schedule(CodeBuilder code, Value task) {
    Value one = new Value.Constant(1L);
    return code.call(scheduler, FIXED_RATE, FUTURE, task, one, one, Value.UNKNOWN);
  }

  private void task(Consumer<CodeBuilder> task) {
    type.method("start", c -> schedule(c, c.lambda(task)));
  }

  /** Declares a checked exception. */
  private static void unknown(CodeBuilder code) {
    code.callStatic("b.Remote#get(long,long)", "void");
  }

  @Test
  void unknownCallIsReportedWithItsName() {
    task(PeriodicTaskMayThrowRuleTest::unknown);

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.PERIODIC_TASK_MAY_THROW);
              assertThat(f.site()).hasToString("scheduleAtFixedRate()");
              assertThat(f.message()).contains("Remote.get() may throw");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.CatchInTask.class, r -> assertThat(r.argument()).isZero());
            });
  }

  @Test
  void throwIsReportedToo() {
    task(c -> c.throwing("java.lang.IllegalStateException"));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("throws IllegalStateException"));
  }

  @Test
  void cancellationIsThrownToEndTheTask() {
    task(c -> c.throwing("java.util.concurrent.CancellationException"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerOfAllExceptionsIsEnough() {
    task(c -> c.tryCatch(() -> unknown(c), "java.lang.Exception", () -> {}));

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerOfSomeExceptionsIsNot() {
    task(c -> c.tryCatch(() -> unknown(c), "java.lang.IllegalStateException", () -> {}));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void callInTheHandlerMayThrowAsWell() {
    task(c -> c.tryCatch(() -> unknown(c), "java.lang.Exception", () -> unknown(c)));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void countersClocksAndCollectionsAreHarmless() {
    task(
        c -> {
          c.callStatic("java.lang.System#nanoTime()", "long");
          c.call(
              type.local("n", "java.util.concurrent.atomic.AtomicLong"),
              "java.util.concurrent.atomic.AtomicLong#incrementAndGet()",
              "long");
          c.call(
              type.local("map", "java.util.Map"),
              "java.util.Map#remove(java.lang.Object)",
              "java.lang.Object",
              Value.UNKNOWN);
          c.call(
              type.local("log", "org.slf4j.Logger"),
              "org.slf4j.Logger#info(java.lang.String)",
              "void",
              Value.UNKNOWN);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void methodsOfTheClassAreLookedInto() {
    int safe = type.method("safe", List.of(), c -> {}, Modifier.PRIVATE);
    task(c -> c.callOwn(safe));
    assertThat(findings()).isEmpty();

    ClassBuilder other = new ClassBuilder("a.B");
    Value.Field field = other.field("scheduler", SCHEDULER);
    int unsafe =
        other.method("unsafe", List.of(), PeriodicTaskMayThrowRuleTest::unknown, Modifier.PRIVATE);
    other.method("start", c -> c.call(field, FIXED_RATE, FUTURE, c.lambda(l -> l.callOwn(unsafe))));
    assertThat(other.findings(new PeriodicTaskMayThrowRule())).hasSize(1);
  }

  @Test
  void callOfUnknownCodeThatDeclaresNothingIsNotGuessedAt() {
    task(c -> c.callStatic("b.Remote#ask()", "void"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void callbackIsReported() {
    Value.Field listener = type.field("listener", "java.lang.Runnable");
    task(c -> c.call(listener, "java.lang.Runnable#run()", "void"));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("Runnable.run() may throw"));
  }

  @Test
  void referenceToAMethodOfVisibleCodeThatThrowsIsReported() {
    ClassBuilder remote = new ClassBuilder("b.Remote");
    remote.method("ask", c -> c.throwing("java.io.UncheckedIOException"));
    type.compilation(ClassBuilder.seeing(remote.facts()));
    type.method(
        "start",
        c ->
            schedule(
                c,
                new Value.MethodReference(
                    Value.UNKNOWN,
                    MethodKey.of("b.Remote", "ask"),
                    OptionalInt.empty(),
                    "java.lang.Runnable")));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.remedy())
                    .isEqualTo(new Remedy.CatchInTask(f.site(), 0, OptionalInt.empty(), false)));
  }

  @Test
  void codeOfTheSameCompilationIsLookedInto() {
    ClassBuilder remote = new ClassBuilder("b.Remote");
    remote.method(
        "get",
        List.of(remote.local("a", "long"), remote.local("b", "long")),
        c -> {},
        Modifier.PUBLIC);
    type.compilation(ClassBuilder.seeing(remote.facts()));
    task(PeriodicTaskMayThrowRuleTest::unknown);

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureThatIsWaitedForIsNotReported() {
    Value.Local future = type.local("future", FUTURE);
    type.method(
        "supervise",
        c -> {
          c.assign(future, schedule(c, c.lambda(PeriodicTaskMayThrowRuleTest::unknown)));
          c.call(future, "java.util.concurrent.Future#get()", "java.lang.Object");
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void choiceOfTwoTasksHasNoMechanicalRemedy() {
    type.method(
        "start",
        c ->
            schedule(
                c,
                new Value.Choice(
                    List.of(
                        c.lambda(PeriodicTaskMayThrowRuleTest::unknown),
                        c.lambda(PeriodicTaskMayThrowRuleTest::unknown)))));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> assertThat(f.remedy()).isEqualTo(new Remedy.None("several tasks may throw")));
  }

  @Test
  void taskThatComesFromOutsideIsNotJudged() {
    Value.Local task = type.local("task", "java.lang.Runnable");
    type.method("start", List.of(task), c -> schedule(c, task), Modifier.PUBLIC);

    assertThat(findings()).isEmpty();
  }

  private void scheduleInto(Value.Field future) {
    type.method(
        "start",
        c -> c.assign(future, schedule(c, c.lambda(PeriodicTaskMayThrowRuleTest::unknown))));
  }

  private static void get(CodeBuilder code, Value future) {
    code.call(future, "java.util.concurrent.Future#get()", "java.lang.Object");
  }

  @Test
  void futureInAFieldThatIsReadReportsTheException() {
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);
    scheduleInto(future);
    type.method("await", c -> get(c, future));

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureInAFieldThatNobodyReadsDoesNot() {
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);
    Value.Field results = type.field("results", "b.Results", Modifier.PRIVATE);
    scheduleInto(future);
    type.method("await", c -> c.call(results, "b.Results#get()", "java.lang.Object"));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void anotherFutureThatIsReadDoesNot() {
    Value.Field other = type.field("other", FUTURE, Modifier.PRIVATE);
    type.method("start", c -> schedule(c, c.lambda(PeriodicTaskMayThrowRuleTest::unknown)));
    type.method("await", c -> get(c, other));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void taskOfATimerEndsTheTimer() {
    Value.Field timer = type.field("timer", "java.util.Timer");
    type.method(
        "start",
        c ->
            c.call(
                timer,
                "java.util.Timer#schedule(java.util.TimerTask,long,long)",
                "void",
                c.lambda(PeriodicTaskMayThrowRuleTest::unknown),
                new Value.Constant(1L),
                new Value.Constant(1L)));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("terminates the timer's thread"));
  }

  @Test
  void taskOfASchedulerEndsOnlyItself() {
    task(PeriodicTaskMayThrowRuleTest::unknown);

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("silently cancels all further runs"));
  }

  private static final String ONCE =
      SCHEDULER + "#schedule(java.lang.Runnable,long,java.util.concurrent.TimeUnit)";

  private void scheduleOnce(CodeBuilder code, Value task) {
    code.callAndDrop(scheduler, ONCE, FUTURE, task, new Value.Constant(1L), Value.UNKNOWN);
  }

  private void runnable(Consumer<CodeBuilder> run) {
    type.implementing("java.lang.Runnable").method("run", run);
  }

  @Test
  void taskThatSchedulesItselfAtItsEndIsPeriodic() {
    runnable(
        c -> {
          unknown(c);
          scheduleOnce(c, type.self());
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("schedule()");
              assertThat(f.message())
                  .contains("Remote.get() may throw")
                  .contains("since run() then does not schedule itself again");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.MoveToFinally.class,
                      r -> assertThat(r.call()).hasToString("schedule()"));
            });
  }

  @Test
  void taskThatSchedulesItselfInAFinallyBlockGoesOn() {
    runnable(c -> c.tryFinally(() -> unknown(c), () -> scheduleOnce(c, type.self())));

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerBeforeATaskSchedulesItselfIsEnough() {
    runnable(
        c -> {
          c.tryCatch(() -> unknown(c), "java.lang.Exception", () -> {});
          scheduleOnce(c, type.self());
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void taskThatRunsOnceMayThrow() {
    type.method("start", c -> scheduleOnce(c, c.lambda(PeriodicTaskMayThrowRuleTest::unknown)));

    assertThat(findings()).isEmpty();
  }

  private void taskOfAnotherClass(Consumer<CodeBuilder> run) {
    ClassBuilder other = new ClassBuilder("b.Other").implementing("java.lang.Runnable");
    other.method("run", run);
    type.compilation(ClassBuilder.seeing(other.facts()));
    type.method("start", c -> schedule(c, c.create("b.Other#<init>()")));
  }

  @Test
  void taskOfAnotherClassIsReadThere() {
    taskOfAnotherClass(PeriodicTaskMayThrowRuleTest::unknown);

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("Remote.get() may throw in Other");
              assertThat(f.remedy()).isEqualTo(new Remedy.None("the code of the task is in Other"));
            });
  }

  @Test
  void taskOfAnotherClassThatCatchesEverythingIsFine() {
    taskOfAnotherClass(c -> c.tryCatch(() -> unknown(c), "java.lang.Exception", () -> {}));

    assertThat(findings()).isEmpty();
  }
}
