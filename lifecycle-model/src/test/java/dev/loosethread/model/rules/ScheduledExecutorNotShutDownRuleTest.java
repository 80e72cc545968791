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

/** ScheduledExecutorNotShutDown where no field holds the executor, over facts made by hand. */
class ScheduledExecutorNotShutDownRuleTest {
  private static final String SCHEDULER = "java.util.concurrent.ScheduledExecutorService";
  private static final String FUTURE = "java.util.concurrent.ScheduledFuture";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private List<Finding> findings() {
    return type.findings(new ScheduledExecutorNotShutDownRule());
  }

  private static Value newScheduler(CodeBuilder code) {
    return code.callStatic(
        "java.util.concurrent.Executors#newScheduledThreadPool(int)",
        SCHEDULER,
        new Value.Constant(1));
  }

  private static Value schedule(CodeBuilder code, Value scheduler) {
    return code.call(
        scheduler,
        SCHEDULER
            + "#scheduleAtFixedRate(java.lang.Runnable,long,long,java.util.concurrent.TimeUnit)",
        FUTURE,
        code.lambda(l -> {}),
        new Value.Constant(1L),
        new Value.Constant(1L),
        Value.UNKNOWN);
  }

  private Value.Field scheduler() {
    Value.Field scheduler = type.field("scheduler", SCHEDULER);
    Value.Local given = type.local("given", SCHEDULER);
    type.constructor(List.of(given), c -> c.assign(scheduler, given), Modifier.PUBLIC);
    return scheduler;
  }

  private void localScheduler(String method, Consumer<CodeBuilder> more, Value.Local local) {
    type.method(
        method,
        c -> {
          c.assign(local, newScheduler(c));
          schedule(c, local);
          more.accept(c);
        });
  }

  @Test
  void periodicSchedulersOfAMethodThatMayRunOftenAreAllKept() {
    localScheduler("go", c -> {}, type.local("local", SCHEDULER));
    type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(((Remedy.KeepInField) f.remedy()).times())
                    .isEqualTo(Remedy.Times.OFTEN));
  }

  @Test
  void schedulersOfAMethodThatMayRunOftenAreNotKept_ifTheirTasksAreNotSeen() {
    Value.Local local = type.local("local", SCHEDULER);
    type.method(
        "go",
        c -> {
          c.assign(local, newScheduler(c));
          c.call(local, SCHEDULER + "#toString()", "java.lang.String");
        });
    type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.messageOnFix()).contains("(no fix: go() may run often"));
  }

  @Test
  void schedulerWithNothingButOneTaskIsShutDownBehindIt_itRunsTheTaskNevertheless() {
    Value.Local local = type.local("local", SCHEDULER);
    type.method(
        "go",
        c -> {
          c.assign(local, newScheduler(c));
          c.call(
              local,
              SCHEDULER + "#schedule(java.lang.Runnable,long,java.util.concurrent.TimeUnit)",
              FUTURE,
              Value.UNKNOWN,
              new Value.Constant(1L),
              Value.UNKNOWN);
        });
    type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).endsWith("it still runs what it was given");
              assertThat(f.remedy()).isInstanceOf(Remedy.ReleaseInFinally.class);
            });
  }

  @Test
  void schedulerThatOnlyALocalHoldsIsReportedAtItsCreation() {
    localScheduler("start", c -> {}, type.local("local", SCHEDULER));
    int close = type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("newScheduledThreadPool()");
              assertThat(f.message()).contains("that start() creates is not kept");
              Remedy.KeepInField keep = (Remedy.KeepInField) f.remedy();
              assertThat(keep.action().release()).isEqualTo(Remedy.Release.TWO_PHASE_SHUTDOWN);
              assertThat(keep.place().method()).hasValue(close);
            });
  }

  @Test
  void localThatIsShutDownIsNotReported() {
    Value.Local local = type.local("local", SCHEDULER);
    localScheduler("start", c -> c.call(local, SCHEDULER + "#shutdown()", "void"), local);

    assertThat(findings()).isEmpty();
  }

  @Test
  void localThatIsReturnedIsNotReported() {
    Value.Local local = type.local("local", SCHEDULER);
    localScheduler("start", c -> c.returns(local), local);

    assertThat(findings()).isEmpty();
  }

  @Test
  void localThatIsHandedOnIsNotReported() {
    Value.Local local = type.local("local", SCHEDULER);
    localScheduler("start", c -> c.callStatic("b.B#take(" + SCHEDULER + ")", "void", local), local);

    assertThat(findings()).isEmpty();
  }

  @Test
  void localOfAMainMethodLivesAsLongAsTheProgram() {
    Value.Local local = type.local("local", SCHEDULER);
    type.method(
        "main",
        List.of(type.local("arguments", "java.lang.String[]")),
        c -> {
          c.assign(local, newScheduler(c));
          schedule(c, local);
        },
        Modifier.PUBLIC,
        Modifier.STATIC);

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureOfAForeignTaskThatIsDroppedIsReported() {
    attach();
    int close = type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("scheduleAtFixedRate()");
              assertThat(f.message()).contains("keeps running after close()");
              Remedy.KeepInField keep = (Remedy.KeepInField) f.remedy();
              assertThat(keep.times()).isEqualTo(Remedy.Times.OFTEN);
              assertThat(keep.place().method()).hasValue(close);
            });
  }

  /** Adds {@code attach()}, which schedules on an executor of another object. */
  private void attach() {
    Value.Field scheduler = scheduler();
    Value.Local future = type.local("unused", FUTURE);
    type.method("attach", c -> c.assign(future, schedule(c, scheduler)));
  }

  @Test
  void futuresAreNotCancelledForGoodIfTheObjectCanStartAgain() {
    attach();
    type.method("start", c -> c.call(Value.UNKNOWN, "b.B#open()", "void"));
    type.method("stop", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.messageOnFix())
                    .contains(
                        "(no fix: start() can run again after stop() and would not create it"
                            + " again)"));
  }

  @Test
  void futuresAreNotCancelledForGoodIfTheObjectGoesOnAfterItsEndMethod() {
    attach();
    int stop = type.method("stop", c -> {});
    type.method("reload", c -> c.callOwn(stop));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> assertThat(f.messageOnFix()).contains("(no fix: reload() calls stop() too)"));
  }

  @Test
  void futureOfAForeignTaskThatIsKeptAndForgottenIsReportedAtTheField() {
    Value.Field scheduler = scheduler();
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);
    type.method("attach", c -> c.assign(future, schedule(c, scheduler)));
    int close = type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("field future");
              Remedy.ReleaseField release = (Remedy.ReleaseField) f.remedy();
              assertThat(release.action().release()).isEqualTo(Remedy.Release.CANCEL_FUTURE);
              assertThat(release.place().method()).hasValue(close);
              assertThat(release.mayBeNull()).isTrue();
            });
  }

  @Test
  void futureThatIsCancelledIsNotReported() {
    Value.Field scheduler = scheduler();
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);
    type.method("attach", c -> c.assign(future, schedule(c, scheduler)));
    type.method(
        "close",
        c ->
            c.call(
                future,
                "java.util.concurrent.Future#cancel(boolean)",
                "boolean",
                new Value.Constant(true)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureThatIsReturnedIsTheCallers() {
    Value.Field scheduler = scheduler();
    type.method("attach", c -> c.returns(schedule(c, scheduler)));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void foreignTaskOfAClassWithoutAnEndIsItsSchedulersMatter() {
    Value.Field scheduler = scheduler();
    type.method("attach", c -> schedule(c, scheduler));

    assertThat(findings()).isEmpty();
  }

  @Test
  void classThatShutsTheGivenSchedulerDownEndsItsTasks() {
    Value.Field scheduler = scheduler();
    type.method("attach", c -> schedule(c, scheduler));
    type.method("close", c -> c.call(scheduler, SCHEDULER + "#shutdownNow()", "java.util.List"));

    assertThat(findings()).isEmpty();
  }
}
