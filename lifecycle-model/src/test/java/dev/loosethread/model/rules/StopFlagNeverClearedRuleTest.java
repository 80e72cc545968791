package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** StopFlagNeverCleared over facts made by hand. */
class StopFlagNeverClearedRuleTest {
  private final ClassBuilder type = new ClassBuilder("a.A").implementing("java.lang.Runnable");

  private List<Finding> neverCleared() {
    return type.findings(new StopFlagNeverClearedRule());
  }

  private Value.Field flag(Modifier... modifiers) {
    return type.field("running", "boolean", modifiers);
  }

  private static void work(CodeBuilder code) {
    code.callStatic("java.lang.System#nanoTime()", "long");
  }

  private void loopOn(Value.Field flag) {
    type.method("run", c -> c.whileTrue(flag, () -> work(c)));
  }

  @Test
  void flagThatNothingChangesIsReportedWithTheValueThatEndsTheLoop() {
    Value.Field flag = flag(Modifier.PRIVATE, Modifier.VOLATILE);
    loopOn(flag);
    int stop = type.method("stop", c -> {});

    assertThat(neverCleared())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.STOP_FLAG_NEVER_CLEARED);
              assertThat(f.site()).hasToString("field running");
              assertThat(f.message())
                  .isEqualTo(
                      "the loop in run() exits only through running, which nothing ever changes;"
                          + " change it"
                          + " in stop()");
              assertThat(f.remedy()).isEqualTo(new Remedy.ChangeFlag(flag.key(), false, stop));
            });
  }

  @Test
  void flagThatLeavesTheLoopWhenTrueIsToBecomeTrue() {
    Value.Field flag = flag(Modifier.PRIVATE);
    type.method(
        "run",
        c ->
            c.forEver(
                () -> {
                  c.ifTrue(flag, c::returns);
                  work(c);
                }));
    type.method("close", c -> {});

    assertThat(neverCleared())
        .singleElement()
        .satisfies(f -> assertThat(((Remedy.ChangeFlag) f.remedy()).value()).isTrue());
  }

  @Test
  void withoutAnEndMethodThereIsNoRemedy() {
    loopOn(flag(Modifier.PRIVATE));

    assertThat(neverCleared())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isInstanceOf(Remedy.None.class));
  }

  @Test
  void flagOfATaskWhoseExecutorIsNotShutDownEitherIsOnlyHalfOfAFix() {
    String executor = "java.util.concurrent.ExecutorService";
    Value.Field pool = type.field("pool", executor, Modifier.PRIVATE, Modifier.FINAL);
    loopOn(flag(Modifier.PRIVATE, Modifier.VOLATILE));
    type.initializer(
        c ->
            c.assign(
                pool,
                c.callStatic(
                    "java.util.concurrent.Executors#newFixedThreadPool(int)",
                    executor,
                    new Value.Constant(1))));
    type.method(
        "start",
        c ->
            c.call(pool, executor + "#execute(java.lang.Runnable)", "void", new Value.This("a.A")));
    type.method("stop", c -> {});
    assertThat(neverCleared())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.remedy())
                    .isEqualTo(new Remedy.None("nothing shuts pool down either")));

    type.method("close", c -> c.call(pool, executor + "#shutdown()", "void"));
    assertThat(neverCleared())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isInstanceOf(Remedy.ChangeFlag.class));
  }

  @Test
  void flagThatOthersReachIsNotReported() {
    loopOn(flag());

    assertThat(neverCleared()).isEmpty();
  }

  @Test
  void loopWithAnotherWayOutIsNotReported() {
    Value.Field flag = flag(Modifier.PRIVATE);
    Value.Local last = type.local("last", "boolean");
    type.method("run", c -> c.whileTrue(flag, () -> c.ifTrue(last, c::breaks)));

    assertThat(neverCleared()).isEmpty();
  }

  @Test
  void codeThatIsNotUnderstoodMayChangeAnything() {
    loopOn(flag(Modifier.PRIVATE));
    type.opaqueMethod("odd");

    assertThat(neverCleared()).isEmpty();
  }

  @Test
  void runThatOnlySetsItsOwnFlagAgainDoesNotEndTheLoop() {
    Value.Field flag = flag(Modifier.PRIVATE);
    type.method(
        "run",
        c -> {
          c.assign(flag, new Value.Constant(true));
          c.whileTrue(flag, () -> work(c));
        });
    type.method("stop", c -> {});

    assertThat(neverCleared())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("which nothing ever sets to false");
              assertThat(f.remedy()).isEqualTo(new Remedy.None("run() sets running itself"));
            });
  }

  @Test
  void valueThatMayEndTheLoopIsOneThatEndsIt() {
    Value.Field flag = flag(Modifier.PRIVATE);
    Value.Local given = type.local("given", "boolean");
    loopOn(flag);
    type.method("set", c -> c.assign(flag, given));

    assertThat(neverCleared()).isEmpty();
  }

  @Test
  void questionForAnInterruptThatEndsNothingIsNoWayOut() {
    Value.Field flag = flag(Modifier.PRIVATE);
    type.method(
        "run",
        c ->
            c.whileTrue(
                flag,
                () ->
                    c.ifTrue(
                        c.callStatic("java.lang.Thread#interrupted()", "boolean"), () -> work(c))));

    assertThat(neverCleared()).hasSize(1);
  }

  private void loopWithAnotherWayOut(Value.Field flag) {
    Value.Local last = type.local("last", "boolean");
    type.method("run", c -> c.whileTrue(flag, () -> c.ifTrue(last, c::breaks)));
  }

  @Test
  void volatileFlagThatNothingChangesIsReportedBesideAnotherWayOut() {
    loopWithAnotherWayOut(flag(Modifier.PRIVATE, Modifier.VOLATILE));

    assertThat(neverCleared())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message())
                    .startsWith("the loop in run() asks running, which nothing ever changes"));
  }

  @Test
  void volatileFlagThatAnyLoopAsksIsMeantToChange() {
    Value.Field flag = flag(Modifier.PRIVATE, Modifier.VOLATILE);
    type.method("read", c -> c.whileTrue(flag, () -> work(c)));

    assertThat(neverCleared()).hasSize(1);
  }

  @Test
  void settingThatAConstructorTakesIsNoStopFlag() {
    Value.Field flag = flag(Modifier.PRIVATE, Modifier.VOLATILE);
    Value.Local given = type.local("given", "boolean");
    type.constructor(List.of(given), c -> c.assign(flag, given), Modifier.PUBLIC);
    loopWithAnotherWayOut(flag);

    assertThat(neverCleared()).isEmpty();
  }
}
