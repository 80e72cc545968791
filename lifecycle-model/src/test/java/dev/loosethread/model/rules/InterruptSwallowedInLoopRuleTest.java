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

/** InterruptSwallowedInLoop over facts made by hand. */
class InterruptSwallowedInLoopRuleTest {
  private static final String INTERRUPTED = "java.lang.InterruptedException";
  private final ClassBuilder type = new ClassBuilder("a.A").implementing("java.lang.Runnable");

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

  private static void restore(CodeBuilder code) {
    Value thread = code.callStatic("java.lang.Thread#currentThread()", "java.lang.Thread");
    code.call(thread, "java.lang.Thread#interrupt()", "void");
  }

  /** {@code run() { while (true) code }}. */
  private void taskLoop(Consumer<CodeBuilder> code) {
    type.method("run", c -> c.forEver(() -> code.accept(c)));
  }

  @Test
  void widerCatchAsksForAClauseOfItsOwn() {
    taskLoop(c -> c.tryCatch(() -> sleep(c), "java.lang.Exception", () -> work(c)));

    assertThat(swallowed())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).startsWith("catch (Exception) also catches");
              assertThat(((Remedy.LeaveOnInterrupt) f.remedy()).separateCatch()).isTrue();
            });
  }

  @Test
  void restoringTheStatusAndGoingOnSpins() {
    taskLoop(c -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> restore(c)));

    assertThat(swallowed())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("the loop spins");
              assertThat(((Remedy.LeaveOnInterrupt) f.remedy()).restoresAlready()).isTrue();
            });
  }

  @Test
  void loopThatTestsTheStatusOnlyIsReportedUnlessTheHandlerRestoresIt() {
    type.method(
        "run",
        c -> {
          Value asked = isInterrupted(c);
          c.whileTrue(asked, () -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> work(c)));
        });
    ClassBuilder restoring = new ClassBuilder("a.B").implementing("java.lang.Runnable");
    restoring.method(
        "run",
        c -> {
          Value asked = isInterrupted(c);
          c.whileTrue(asked, () -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> restore(c)));
        });

    assertThat(swallowed()).hasSize(1);
    assertThat(restoring.findings(new InterruptSwallowedInLoopRule())).isEmpty();
  }

  @Test
  void handlerThatLeavesTheLoopIsNotReported() {
    taskLoop(c -> c.tryCatch(() -> sleep(c), INTERRUPTED, c::returns));

    assertThat(swallowed()).isEmpty();
  }

  @Test
  void handlerThatThrowsIsNotReported() {
    taskLoop(
        c ->
            c.tryCatch(
                () -> sleep(c), INTERRUPTED, () -> c.throwing("java.lang.IllegalStateException")));

    assertThat(swallowed()).isEmpty();
  }

  @Test
  void loopWithAFlagOfItsOwnIsNotReported() {
    Value.Field running = type.field("running", "boolean", Modifier.PRIVATE, Modifier.VOLATILE);
    type.method(
        "run",
        c -> c.whileTrue(running, () -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> work(c))));
    type.method("stop", c -> c.assign(running, new Value.Constant(false)));

    assertThat(swallowed()).isEmpty();
  }

  @Test
  void handlerThatCallsAnEndMethodIsNotReported() {
    int stop = type.method("stop", InterruptSwallowedInLoopRuleTest::work);
    taskLoop(c -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> c.callOwn(stop)));

    assertThat(swallowed()).isEmpty();
  }

  @Test
  void methodThatNeverReturnsIsReportedEvenOutsideOfTasks_butNotInAProgram() {
    Consumer<CodeBuilder> loop =
        c -> c.forEver(() -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> work(c)));
    ClassBuilder service = new ClassBuilder("a.B");
    service.method("process", loop);
    ClassBuilder program = new ClassBuilder("a.C");
    program.method("process", loop);
    program.method("main", List.of(), c -> {}, Modifier.PUBLIC, Modifier.STATIC);

    assertThat(service.findings(new InterruptSwallowedInLoopRule())).hasSize(1);
    assertThat(program.findings(new InterruptSwallowedInLoopRule())).isEmpty();
  }

  @Test
  void helperThatRestoresTheStatusMakesTheLoopSpinToo() {
    int restoring =
        type.method(
            "restoring", List.of(), InterruptSwallowedInLoopRuleTest::restore, Modifier.PRIVATE);
    taskLoop(c -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> c.callOwn(restoring)));

    assertThat(swallowed())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("the loop spins"));
  }

  @Test
  void helperThatDoesSomethingElseDoesNot() {
    int log =
        type.method("log", List.of(), InterruptSwallowedInLoopRuleTest::work, Modifier.PRIVATE);
    taskLoop(c -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> c.callOwn(log)));

    assertThat(swallowed())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("is swallowed"));
  }

  @Test
  void handlerThatMayLeaveTheLoopIsNotReported() {
    Value.Local last = type.local("last", "boolean");
    type.method(
        "run",
        c -> {
          Value asked = isInterrupted(c);
          c.whileTrue(
              asked,
              () -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> c.ifTrue(last, c::returns)));
        });

    assertThat(swallowed()).isEmpty();
  }
}
