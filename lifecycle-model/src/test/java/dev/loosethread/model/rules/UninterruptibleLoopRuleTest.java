package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Truth;
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

/** UninterruptibleLoop over facts made by hand. */
class UninterruptibleLoopRuleTest {
  private static final String INTERRUPTED = "java.lang.InterruptedException";
  private final ClassBuilder type = new ClassBuilder("a.A").implementing("java.lang.Runnable");

  private List<Finding> endless() {
    return type.findings(new UninterruptibleLoopRule());
  }

  private List<Finding> swallowed() {
    return type.findings(new InterruptSwallowedInLoopRule());
  }

  private static void work(CodeBuilder code) {
    code.callStatic("java.lang.System#nanoTime()", "long");
  }

  private static Value isInterrupted(CodeBuilder code) {
    Value thread = code.callStatic("java.lang.Thread#currentThread()", "java.lang.Thread");
    return code.call(thread, "java.lang.Thread#isInterrupted()", "boolean");
  }

  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  /** {@code run() { while (true) code }}. */
  private void taskLoop(Consumer<CodeBuilder> code) {
    type.method("run", c -> c.forEver(() -> code.accept(c)));
  }

  @Test
  void taskLoopWithoutAnEndIsReportedAtTheLoop() {
    taskLoop(UninterruptibleLoopRuleTest::work);

    assertThat(endless())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.UNINTERRUPTIBLE_LOOP);
              assertThat(f.site()).hasToString("while");
              assertThat(f.message()).startsWith("the loop in run() runs on another thread");
              assertThat(f.remedy()).isEqualTo(new Remedy.CheckInterruption(f.site()));
            });
  }

  @Test
  void loopOfALambdaThatAThreadGetsIsReported() {
    ClassBuilder plain = new ClassBuilder("a.B");
    plain.method(
        "go",
        c ->
            c.create(
                "java.lang.Thread#<init>(java.lang.Runnable)",
                c.lambda(l -> l.forEver(() -> work(l)))));

    assertThat(plain.findings(new UninterruptibleLoopRule())).hasSize(1);
  }

  @Test
  void loopOfATaskKeptInAFieldIsReported() {
    ClassBuilder plain = new ClassBuilder("a.B");
    Value.Field task = plain.field("task", "java.lang.Runnable");
    plain.initializer(c -> c.assign(task, c.lambda(l -> l.forEver(() -> work(l)))));
    plain.method("go", c -> c.create("java.lang.Thread#<init>(java.lang.Runnable)", task));

    assertThat(plain.findings(new UninterruptibleLoopRule())).hasSize(1);
  }

  @Test
  void loopOfALambdaThatATaskRunsAtOnceIsReported() {
    Value.Field items = type.field("items", "java.lang.Iterable");
    type.method(
        "run",
        c ->
            c.call(
                items,
                "java.lang.Iterable#forEach(java.util.function.Consumer)",
                "void",
                c.lambda(l -> l.forEver(() -> work(l)))));

    assertThat(endless()).hasSize(1);
  }

  @Test
  void loopOfALambdaThatATaskOnlyHandsOnIsNot() {
    Value.Field other = type.field("other", "a.Other");
    type.method(
        "run",
        c -> c.call(other, "a.Other#keep(x)", "void", c.lambda(l -> l.forEver(() -> work(l)))));

    assertThat(endless()).isEmpty();
  }

  @Test
  void loopOfAPrivateMethodThatOnlyTasksCallIsReported() {
    int loop = type.method("loop", List.of(), c -> c.forEver(() -> work(c)), Modifier.PRIVATE);
    type.method("run", c -> c.callOwn(loop));

    assertThat(endless())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("loop()"));
  }

  @Test
  void loopOutsideOfTasksIsNot() {
    ClassBuilder plain = new ClassBuilder("a.B");
    plain.method("serve", c -> c.forEver(() -> work(c)));

    assertThat(plain.findings(new UninterruptibleLoopRule())).isEmpty();
  }

  @Test
  void breakEndsALoop() {
    Value.Local last = type.local("last", "boolean");
    taskLoop(c -> c.ifTrue(last, c::breaks));

    assertThat(endless()).isEmpty();
  }

  @Test
  void returnEndsALoop() {
    Value.Local last = type.local("last", "boolean");
    taskLoop(c -> c.ifTrue(last, c::returns));

    assertThat(endless()).isEmpty();
  }

  @Test
  void throwEndsALoop() {
    Value.Local bad = type.local("bad", "boolean");
    taskLoop(c -> c.ifTrue(bad, () -> c.throwing("java.lang.IllegalStateException")));

    assertThat(endless()).isEmpty();
  }

  @Test
  void methodThatThrowsOnPurposeEndsALoop() {
    int check =
        type.method(
            "check",
            List.of(),
            c -> c.throwing("java.lang.IllegalStateException"),
            Modifier.PRIVATE);
    taskLoop(c -> c.callOwn(check));

    assertThat(endless()).isEmpty();
  }

  @Test
  void exceptionOfABlockingCallEndsALoop() {
    taskLoop(UninterruptibleLoopRuleTest::sleep);

    assertThat(endless()).isEmpty();
  }

  @Test
  void loopThatAsksForTheInterruptStatusIsNotReported() {
    taskLoop(c -> c.assign(type.local("asked", "boolean"), isInterrupted(c)));

    assertThat(endless()).isEmpty();
  }

  @Test
  void loopThatEndsTheJvmIsNotReported() {
    Value.Local bad = type.local("bad", "boolean");
    taskLoop(
        c ->
            c.ifTrue(
                bad,
                () -> c.callStatic("java.lang.System#exit(int)", "void", new Value.Constant(1))));

    assertThat(endless()).isEmpty();
  }

  @Test
  void loopOfAThreadThatAStaticInitializerStartsIsNotReported() {
    ClassBuilder plain = new ClassBuilder("a.B");
    plain.staticInitializer(
        c ->
            c.create(
                "java.lang.Thread#<init>(java.lang.Runnable)",
                c.lambda(l -> l.forEver(() -> work(l)))));

    assertThat(plain.findings(new UninterruptibleLoopRule())).isEmpty();
  }

  @Test
  void swallowedInterruptIsReportedAtItsHandler_andNotAsALoopToo() {
    taskLoop(c -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> work(c)));

    assertThat(endless()).isEmpty();
    assertThat(swallowed())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.INTERRUPT_SWALLOWED_IN_LOOP);
              assertThat(f.site()).hasToString("catch");
              assertThat(f.message()).startsWith("the InterruptedException is swallowed");
              assertThat(f.remedy()).isInstanceOf(Remedy.LeaveOnInterrupt.class);
              Remedy.LeaveOnInterrupt leave = (Remedy.LeaveOnInterrupt) f.remedy();
              assertThat(leave.separateCatch()).isFalse();
              assertThat(leave.restoresAlready()).isFalse();
            });
  }

  @Test
  void conditionThatCanChangeEndsALoop() {
    Value.Local left = type.local("left", "boolean");
    taskLoop(c -> c.when(new Truth(left), () -> work(c), c::breaks));

    assertThat(endless()).isEmpty();
  }
}
