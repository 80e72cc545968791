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

/** ThreadNotStopped over facts made by hand. */
class ThreadNotStoppedRuleTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String NEW_THREAD = THREAD + "#<init>(java.lang.Runnable)";
  private final ClassBuilder type = new ClassBuilder("a.A");

  private static void sleep(CodeBuilder code) {
    code.callStatic(THREAD + "#sleep(long)", "void", new Value.Constant(1L));
  }

  private static void interrupt(CodeBuilder code, Value thread) {
    code.call(thread, THREAD + "#interrupt()", "void");
  }

  private static void start(CodeBuilder code, Value thread) {
    code.call(thread, THREAD + "#start()", "void");
  }

  /** {@code try { while (true) sleep(); } catch (InterruptedException e) {}}. */
  private static void untilInterrupted(CodeBuilder code) {
    code.tryCatch(
        () -> code.forEver(() -> sleep(code)), "java.lang.InterruptedException", () -> {});
  }

  private Value.Field kept(Consumer<CodeBuilder> task) {
    Value.Field thread = type.field("thread", THREAD);
    type.constructor(
        List.of(),
        c -> {
          c.assign(thread, c.create(NEW_THREAD, c.lambda(task)));
          start(c, thread);
        },
        Modifier.PUBLIC);
    return thread;
  }

  private List<Finding> notStopped() {
    return type.findings(new ThreadNotStoppedRule());
  }

  @Test
  void threadThatTheEndMethodForgetsIsReported() {
    kept(ThreadNotStoppedRuleTest::untilInterrupted);
    int end = type.method("close", c -> {});

    assertThat(notStopped())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.THREAD_NOT_STOPPED);
              assertThat(f.site()).hasToString("field thread");
              assertThat(f.message()).contains("close() never interrupts it");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.ReleaseField.class,
                      r -> {
                        assertThat(r.action().release()).isEqualTo(Remedy.Release.INTERRUPT);
                        assertThat(r.place().method()).isEqualTo(OptionalInt.of(end));
                      });
            });
  }

  @Test
  void interruptInTheEndMethodIsEnough() {
    Value.Field thread = kept(ThreadNotStoppedRuleTest::untilInterrupted);
    type.method("close", c -> interrupt(c, thread));

    assertThat(notStopped()).isEmpty();
  }

  @Test
  void interruptOfAThreadThatCouldBeThisOneIsEnough() {
    kept(ThreadNotStoppedRuleTest::untilInterrupted);
    type.method("close", c -> interrupt(c, type.local("any", THREAD)));

    assertThat(notStopped()).isEmpty();
  }

  @Test
  void interruptOfTheCallersOwnThreadIsNot() {
    kept(ThreadNotStoppedRuleTest::untilInterrupted);
    type.method("close", c -> interrupt(c, c.callStatic(THREAD + "#currentThread()", THREAD)));

    assertThat(notStopped()).hasSize(1);
  }

  @Test
  void threadThatIsNeverStartedIsNotReported() {
    Value.Field thread = type.field("thread", THREAD);
    type.constructor(
        List.of(),
        c ->
            c.assign(
                thread, c.create(NEW_THREAD, c.lambda(ThreadNotStoppedRuleTest::untilInterrupted))),
        Modifier.PUBLIC);
    type.method("close", c -> {});

    assertThat(notStopped()).isEmpty();
  }

  @Test
  void loopWithAnotherWayOutIsNotReported() {
    Value.Field closed = type.field("closed", "boolean", Modifier.PRIVATE, Modifier.VOLATILE);
    kept(c -> c.forEver(() -> c.ifTrue(closed, c::breaks)));
    type.method("close", c -> c.assign(closed, new Value.Constant(true)));

    assertThat(notStopped()).isEmpty();
  }

  @Test
  void bodyWithoutALoopIsNotReported() {
    kept(c -> c.tryCatch(() -> sleep(c), "java.lang.InterruptedException", () -> {}));
    type.method("close", c -> {});

    assertThat(notStopped()).isEmpty();
  }

  @Test
  void closingWhatTheLoopUsesIsEnough() {
    String watch = "java.nio.file.WatchService";
    Value.Field files = type.field("files", watch);
    kept(
        c ->
            c.tryCatch(
                () -> c.forEver(() -> c.call(files, watch + "#take()", "java.nio.file.WatchKey")),
                "java.lang.InterruptedException",
                () -> {}));
    type.method("close", c -> c.call(files, watch + "#close()", "void"));

    assertThat(notStopped()).isEmpty();
  }

  @Test
  void loopInAMethodThatTheTaskCallsIsFound() {
    int loop =
        type.method(
            "loop", List.of(), ThreadNotStoppedRuleTest::untilInterrupted, Modifier.PRIVATE);
    kept(c -> c.callOwn(loop));
    type.method("close", c -> {});

    assertThat(notStopped()).hasSize(1);
  }
}
