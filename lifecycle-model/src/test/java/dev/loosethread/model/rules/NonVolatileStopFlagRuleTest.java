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
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** NonVolatileStopFlag over facts made by hand. */
class NonVolatileStopFlagRuleTest {
  private static final Value FALSE = new Value.Constant(false);
  private final ClassBuilder type = new ClassBuilder("a.A").implementing("java.lang.Runnable");

  private List<Finding> nonVolatile() {
    return type.findings(new NonVolatileStopFlagRule());
  }

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

  private Consumer<CodeBuilder> clears(Value.Field flag) {
    return c -> c.assign(flag, FALSE);
  }

  @Test
  void plainFlagThatAMethodClearsIsReportedAtItsDeclaration() {
    Value.Field flag = flag(Modifier.PRIVATE);
    loopOn(flag);
    type.method("stop", clears(flag));

    assertThat(nonVolatile())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.NON_VOLATILE_STOP_FLAG);
              assertThat(f.site()).hasToString("field running");
              assertThat(f.message())
                  .isEqualTo(
                      "the loop in run() polls running, which stop() sets on another thread, and"
                          + " may never see the change; make running volatile");
              assertThat(f.remedy()).isEqualTo(new Remedy.MakeVolatile(flag.key()));
            });
    assertThat(neverCleared()).isEmpty();
  }

  @Test
  void volatileFlagIsNotReported() {
    Value.Field flag = flag(Modifier.PRIVATE, Modifier.VOLATILE);
    loopOn(flag);
    type.method("stop", clears(flag));

    assertThat(nonVolatile()).isEmpty();
  }

  @Test
  void flagUnderALockIsNotReported_butALockOnOneSideIsNotEnough() {
    Value.Field flag = flag(Modifier.PRIVATE);
    type.method("run", c -> c.forEver(() -> c.locked(() -> c.ifTrue(flag, c::breaks))));
    int stop =
        type.method(
            "stop",
            List.of(),
            c -> c.assign(flag, new Value.Constant(true)),
            Modifier.SYNCHRONIZED);
    assertThat(stop).isPositive();
    assertThat(nonVolatile()).isEmpty();

    type.method("halt", c -> c.assign(flag, new Value.Constant(true)));
    assertThat(nonVolatile()).hasSize(1);
  }

  @Test
  void flagThatIsOnlySetToGoOnIsNotReported() {
    Value.Field flag = flag(Modifier.PRIVATE);
    loopOn(flag);
    type.method("start", c -> c.assign(flag, new Value.Constant(true)));

    assertThat(nonVolatile()).isEmpty();
  }

  @Test
  void flagThatOnlyATaskSetsIsNotReported() {
    Value.Field flag = flag(Modifier.PRIVATE);
    type.method(
        "run",
        c ->
            c.whileTrue(
                flag,
                () -> {
                  work(c);
                  c.assign(flag, FALSE);
                }));

    assertThat(nonVolatile()).isEmpty();
    assertThat(neverCleared()).isEmpty();
  }

  @Test
  void flagThatOnlyMethodsOfTheTaskSetIsNotReported() {
    Value.Field flag = flag(Modifier.PRIVATE);
    int step = type.method("step", clears(flag));
    type.method("run", c -> c.whileTrue(flag, () -> c.callOwn(step)));

    assertThat(nonVolatile()).isEmpty();
  }

  @Test
  void guardedFlagIsNotReported() {
    Value.Field flag =
        type.field(
            "running",
            "boolean",
            java.util.Set.of("com.google.errorprone.annotations.concurrent.GuardedBy"),
            Modifier.PRIVATE);
    loopOn(flag);
    type.method("stop", clears(flag));

    assertThat(nonVolatile()).isEmpty();
  }

  private Value reference(int method) {
    return new Value.MethodReference(
        type.self(), type.key(method), OptionalInt.of(method), "java.lang.Runnable");
  }

  private void hook(Value task) {
    type.method("hook", c -> c.create("java.lang.Thread#<init>(java.lang.Runnable)", task));
  }

  @Test
  void endMethodThatIsAShutdownHookToClearsItForOthers() {
    Value.Field flag = flag(Modifier.PRIVATE);
    loopOn(flag);
    hook(reference(type.method("close", List.of(), clears(flag), Modifier.PRIVATE)));

    assertThat(nonVolatile()).hasSize(1);
  }

  @Test
  void anotherTaskMayClearItForItself() {
    Value.Field flag = flag(Modifier.PRIVATE);
    loopOn(flag);
    hook(reference(type.method("pause", List.of(), clears(flag), Modifier.PRIVATE)));

    assertThat(nonVolatile()).isEmpty();
  }

  @Test
  void methodThatOnlySubclassesCallMayBeCalledByTheLoop() {
    Value.Field flag = flag(Modifier.PRIVATE);
    loopOn(flag);
    type.method("pause", List.of(), clears(flag), Modifier.PROTECTED);

    assertThat(nonVolatile()).isEmpty();
  }

  @Test
  void methodThatAPublicOneCallsIsCalledByOthers() {
    Value.Field flag = flag(Modifier.PRIVATE);
    loopOn(flag);
    int clear = type.method("clear", List.of(), clears(flag), Modifier.PRIVATE);
    type.method("pause", c -> c.callOwn(clear));

    assertThat(nonVolatile()).hasSize(1);
  }

  @Test
  void publicMethodThatDoesSomethingElseIsNoReason() {
    Value.Field flag = flag(Modifier.PRIVATE);
    loopOn(flag);
    type.method("clear", List.of(), clears(flag), Modifier.PRIVATE);
    type.method("pause", c -> {});

    assertThat(nonVolatile()).isEmpty();
  }
}
