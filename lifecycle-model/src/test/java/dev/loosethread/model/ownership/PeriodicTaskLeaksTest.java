package dev.loosethread.model.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.rules.ScheduledExecutorNotShutDownRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Periodic tasks on schedulers that a class was given, over facts made by hand. */
class PeriodicTaskLeaksTest {
  private static final String SCHEDULER = "java.util.concurrent.ScheduledExecutorService";
  private static final String FUTURE = "java.util.concurrent.ScheduledFuture";
  private static final String AT_FIXED_RATE =
      SCHEDULER
          + "#scheduleAtFixedRate(java.lang.Runnable,long,long,java.util.concurrent.TimeUnit)";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Local given = type.local("given", SCHEDULER);

  private List<Finding> findings() {
    return type.findings(new ScheduledExecutorNotShutDownRule());
  }

  private static Value[] arguments(CodeBuilder code) {
    return new Value[] {
      code.lambda(l -> {}),
      new Value.Constant(1L),
      new Value.Constant(1L),
      new Value.Unknown("java.util.concurrent.TimeUnit")
    };
  }

  private static void scheduleAndDrop(CodeBuilder code, Value scheduler) {
    code.callAndDrop(scheduler, AT_FIXED_RATE, FUTURE, arguments(code));
  }

  private static Value schedule(CodeBuilder code, Value scheduler) {
    return code.call(scheduler, AT_FIXED_RATE, FUTURE, arguments(code));
  }

  private Value.Field givenField() {
    Value.Field scheduler = type.field("scheduler", SCHEDULER);
    type.constructor(List.of(given), c -> c.assign(scheduler, given), Modifier.PUBLIC);
    return scheduler;
  }

  @Test
  void taskOnAParameterIsReported() {
    type.constructor(List.of(given), c -> scheduleAndDrop(c, given), Modifier.PUBLIC);
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void taskOnAParameterThatTheClassKeepsIsReported() {
    Value.Field scheduler = type.field("scheduler", SCHEDULER);
    type.constructor(
        List.of(given),
        c -> {
          c.assign(scheduler, given);
          scheduleAndDrop(c, given);
        },
        Modifier.PUBLIC);
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void taskOnAParameterThatAnotherObjectKeepsIsNot() {
    Value elements = new Value.Element(type.field("all", "java.util.List"), SCHEDULER);
    type.constructor(
        List.of(given),
        c -> {
          c.assign(elements, given);
          scheduleAndDrop(c, given);
        },
        Modifier.PUBLIC);
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void taskOnAnInjectedSchedulerIsReported() {
    Value.Field scheduler =
        type.field("scheduler", SCHEDULER, Set.of("jakarta.inject.Inject"), Modifier.PRIVATE);
    type.method("attach", c -> scheduleAndDrop(c, scheduler));
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void taskOnASchedulerOfUnknownOriginIsNot() {
    Value.Field scheduler = type.field("scheduler", SCHEDULER, Modifier.PRIVATE);
    type.method("attach", c -> scheduleAndDrop(c, scheduler));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void taskThatTheEndMethodSchedulesIsMeantToOutliveIt() {
    Value.Field scheduler = givenField();
    int attach =
        type.method("attach", List.of(), c -> scheduleAndDrop(c, scheduler), Modifier.PRIVATE);
    type.method("close", c -> c.callOwn(attach));

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureThatIsDroppedOnceIsToBeKept() {
    Value.Field scheduler = givenField();
    type.method("start", c -> scheduleAndDrop(c, scheduler));
    int close = type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> assertThat(((Remedy.KeepInField) f.remedy()).place().method()).hasValue(close));
  }

  @Test
  void futuresThatALoopDropsAreKeptTogether() {
    Value.Field scheduler = givenField();
    type.method(
        "attach",
        c -> c.whileTrue(type.local("more", "boolean"), () -> scheduleAndDrop(c, scheduler)));
    type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(((Remedy.KeepInField) f.remedy()).times())
                    .isEqualTo(Remedy.Times.OFTEN));
  }

  @Test
  void futureThatIsAddedToOthersMayBeCancelledWithThem() {
    Value.Field scheduler = givenField();
    Value elements = new Value.Element(type.field("all", "java.util.List"), FUTURE);
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);
    type.method(
        "attach",
        c -> {
          c.assign(future, schedule(c, scheduler));
          c.assign(elements, future);
        });
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureThatSubclassesSeeMayBeCancelledThere() {
    Value.Field scheduler = givenField();
    type.modifiers(Modifier.PUBLIC).extended();
    Value.Field future = type.field("future", FUTURE, Modifier.PROTECTED);
    type.method("attach", c -> c.assign(future, schedule(c, scheduler)));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void futureThatSubclassesDoNotSeeIsReported() {
    Value.Field scheduler = givenField();
    type.modifiers(Modifier.PUBLIC).extended();
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);
    type.method("attach", c -> c.assign(future, schedule(c, scheduler)));
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }
}
