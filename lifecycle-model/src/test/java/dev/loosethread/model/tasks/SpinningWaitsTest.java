package dev.loosethread.model.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Compare;
import dev.loosethread.model.facts.Event.Test.Truth;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.rules.InterruptSwallowedInLoopRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** InterruptSwallowedInLoop's waits that restore the status before they wait again. */
class SpinningWaitsTest {
  private static final String INTERRUPTED = "java.lang.InterruptedException";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field done = type.field("done", "boolean", Modifier.PRIVATE);

  private List<Finding> findings() {
    return type.findings(new InterruptSwallowedInLoopRule());
  }

  private static void await(CodeBuilder code) {
    code.call(new Value.This("a.A"), "java.lang.Object#wait()", "void");
  }

  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  private static void restore(CodeBuilder code) {
    Value thread = code.callStatic("java.lang.Thread#currentThread()", "java.lang.Thread");
    code.call(thread, "java.lang.Thread#interrupt()", "void");
  }

  private void untilDone(Consumer<CodeBuilder> blocking, Consumer<CodeBuilder> handler) {
    type.method(
        "awaitDone",
        c ->
            c.until(
                new Truth(done),
                () -> c.tryCatch(() -> blocking.accept(c), INTERRUPTED, () -> handler.accept(c))));
  }

  @Test
  void waitThatKeepsTheLockIsReported_thoughNoTaskRunsIt() {
    untilDone(SpinningWaitsTest::await, SpinningWaitsTest::restore);

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("catch");
              assertThat(f.message()).contains("without releasing the lock");
              assertThat(f.remedy()).isInstanceOf(Remedy.RestoreAfterLoop.class);
            });
  }

  @Test
  void sleepThatAnotherThreadEndsIsNotReported() {
    untilDone(SpinningWaitsTest::sleep, SpinningWaitsTest::restore);

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerThatOnlyNotesTheInterruptIsNotReported() {
    Value.Local noted = type.local("noted", "boolean");
    untilDone(SpinningWaitsTest::await, c -> c.assign(noted, new Value.Constant(true)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerThatLeavesAfterRestoringIsNotReported() {
    untilDone(
        SpinningWaitsTest::await,
        c -> {
          restore(c);
          c.returns();
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerThatMayLeaveIsNotReported() {
    Value.Local last = type.local("last", "boolean");
    untilDone(
        SpinningWaitsTest::await,
        c -> {
          restore(c);
          c.ifTrue(last, c::breaks);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerThatChangesWhatTheLoopAsksIsNotReported() {
    untilDone(
        SpinningWaitsTest::await,
        c -> {
          restore(c);
          c.assign(done, new Value.Constant(true));
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void classThatInterruptsAThreadItselfIsNotReported() {
    Value.Field thread = type.field("thread", "java.lang.Thread", Modifier.PRIVATE);
    untilDone(SpinningWaitsTest::await, SpinningWaitsTest::restore);
    type.method("stop", c -> c.call(thread, "java.lang.Thread#interrupt()", "void"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void countedTriesAreNotReported() {
    Value.Local tries = type.local("tries", "int");
    type.method(
        "awaitDone",
        c ->
            c.until(
                new Compare(tries, "<", new Value.Constant(3)),
                () -> c.tryCatch(() -> await(c), INTERRUPTED, () -> restore(c))));

    assertThat(findings()).isEmpty();
  }

  @Test
  void loopThatAsksTheClockSpinsUntilItsDeadline_whateverItWaitsWith() {
    Value.Local deadline = type.local("deadline", "long");
    type.method(
        "pause",
        c ->
            c.until(
                new Compare(Value.UNKNOWN, ">=", deadline),
                () -> {
                  c.callStatic("java.lang.System#nanoTime()", "long");
                  c.tryCatch(() -> sleep(c), INTERRUPTED, () -> restore(c));
                }));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("spins until its deadline"));
  }

  @Test
  void countedTriesThatTakeTheirTimeAreNotReported() {
    Value.Local tries = type.local("tries", "int");
    type.method(
        "pause",
        c ->
            c.until(
                new Compare(tries, ">=", new Value.Constant(3)),
                () -> {
                  c.callStatic("java.lang.System#nanoTime()", "long");
                  c.tryCatch(() -> sleep(c), INTERRUPTED, () -> restore(c));
                }));

    assertThat(findings()).isEmpty();
  }
}
