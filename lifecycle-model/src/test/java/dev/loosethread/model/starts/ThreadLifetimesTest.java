package dev.loosethread.model.starts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Truth;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.ThreadNotStoppedRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/**
 * Which threads only an interrupt ends, over facts made by hand. Such a thread is reported, since
 * {@code close()} does not interrupt it.
 */
class ThreadLifetimesTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String INTERRUPTED = "java.lang.InterruptedException";
  private static final String SOCKET = "java.net.ServerSocket";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field thread = type.field("thread", THREAD);

  private static Value create(CodeBuilder code, Consumer<CodeBuilder> task) {
    return code.create(THREAD + "#<init>(java.lang.Runnable)", code.lambda(task));
  }

  private static void sleep(CodeBuilder code) {
    code.callStatic(THREAD + "#sleep(long)", "void", new Value.Constant(1L));
  }

  private static void work(CodeBuilder code) {
    code.callStatic("java.lang.System#nanoTime()", "long");
  }

  private static void interrupt(CodeBuilder code, Value interrupted) {
    code.call(interrupted, THREAD + "#interrupt()", "void");
  }

  private boolean isReportedWith(Consumer<CodeBuilder> task) {
    type.constructor(
        List.of(),
        c -> {
          c.assign(thread, create(c, task));
          c.call(thread, THREAD + "#start()", "void");
        },
        Modifier.PUBLIC);
    type.method("close", c -> {});
    return !type.findings(new ThreadNotStoppedRule()).isEmpty();
  }

  /** With a task that sleeps for ever. */
  private boolean isReported() {
    return isReportedWith(c -> c.forEver(() -> sleep(c)));
  }

  @Test
  void loopThatAnInterruptLeavesEndsByNothingElse() {
    assertThat(isReported()).isTrue();
  }

  private void breaksIfDone(CodeBuilder code) {
    code.ifTrue(type.local("done", "boolean"), code::breaks);
  }

  @Test
  void loopThatTheHandlerOfAnInterruptLeavesDoes() {
    assertThat(
            isReportedWith(
                c ->
                    c.forEver(
                        () -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> breaksIfDone(c)))))
        .isTrue();
  }

  @Test
  void loopThatAHandlerInsideThatHandlerLeavesDoes() {
    assertThat(
            isReportedWith(
                c ->
                    c.forEver(
                        () ->
                            c.tryCatch(
                                () -> sleep(c),
                                INTERRUPTED,
                                () ->
                                    c.tryCatch(
                                        () -> work(c),
                                        "java.lang.RuntimeException",
                                        () -> breaksIfDone(c))))))
        .isTrue();
  }

  @Test
  void loopThatAnotherHandlerLeavesMayEndByItself() {
    assertThat(
            isReportedWith(
                c ->
                    c.forEver(
                        () ->
                            c.tryCatch(
                                () -> work(c),
                                "java.lang.RuntimeException",
                                () -> breaksIfDone(c)))))
        .isFalse();
  }

  @Test
  void loopThatAHandlerInsideAnotherHandlerLeavesMayEndByItself() {
    assertThat(
            isReportedWith(
                c ->
                    c.forEver(
                        () ->
                            c.tryCatch(
                                () -> work(c),
                                "java.lang.RuntimeException",
                                () ->
                                    c.tryCatch(
                                        () -> work(c),
                                        "java.lang.RuntimeException",
                                        () -> breaksIfDone(c))))))
        .isFalse();
  }

  @Test
  void loopThatAsksForTheInterruptEndsByNothingElse() {
    assertThat(
            isReportedWith(
                c ->
                    c.until(
                        new Truth(c.callStatic(THREAD + "#interrupted()", "boolean")),
                        () -> work(c))))
        .isTrue();
  }

  @Test
  void loopThatAsksSomethingElseMayEndByItself() {
    assertThat(
            isReportedWith(
                c -> c.until(new Truth(c.callStatic("b.B#isDone()", "boolean")), () -> work(c))))
        .isFalse();
  }

  private void accept(CodeBuilder code, Value socket) {
    code.call(socket, SOCKET + "#accept()", "java.net.Socket");
  }

  @Test
  void threadThatWaitsForASocketEndsWithIt() {
    Value.Field socket = type.field("socket", SOCKET);
    type.method("hangUp", c -> c.call(socket, SOCKET + "#close()", "void"));

    assertThat(isReportedWith(c -> c.forEver(() -> sleepAndAccept(c, socket)))).isFalse();
  }

  @Test
  void socketThatOnlyTheThreadItselfClosesDoesNotEndIt() {
    Value.Field socket = type.field("socket", SOCKET);

    assertThat(
            isReportedWith(
                c -> {
                  c.forEver(() -> sleepAndAccept(c, socket));
                  c.call(socket, SOCKET + "#close()", "void");
                }))
        .isTrue();
  }

  private void sleepAndAccept(CodeBuilder code, Value socket) {
    sleep(code);
    accept(code, socket);
  }

  @Test
  void interruptOfSomeThreadMayBeItsEnd() {
    Value.Local any = type.local("any", THREAD);
    type.method("wake", List.of(any), c -> interrupt(c, any), Modifier.PUBLIC);

    assertThat(isReported()).isFalse();
  }

  @Test
  void interruptOfAThreadThatIsLookedUpMayBeItsEnd() {
    type.method("wake", c -> interrupt(c, c.callStatic("b.B#worker()", THREAD)));

    assertThat(isReported()).isFalse();
  }

  @Test
  void interruptOfTheCallerIsNot() {
    type.method("wake", c -> interrupt(c, c.callStatic(THREAD + "#currentThread()", THREAD)));

    assertThat(isReported()).isTrue();
  }

  @Test
  void interruptOfAThreadOfUnknownOriginMayBeItsEnd() {
    Value.Field other = type.field("other", THREAD);
    type.method("wake", c -> interrupt(c, other));

    assertThat(isReported()).isFalse();
  }

  private Value.Field another() {
    Value.Field other = type.field("other", THREAD);
    type.initializer(c -> c.assign(other, create(c, ThreadLifetimesTest::work)));
    return other;
  }

  @Test
  void interruptOfAnotherThreadOfTheClassIsNot() {
    Value.Field other = another();
    type.method("wake", c -> interrupt(c, other));

    assertThat(isReported()).isTrue();
  }

  @Test
  void interruptOfAnotherThreadInAVariableIsNot() {
    interruptInAVariable(another());

    assertThat(isReported()).isTrue();
  }

  @Test
  void interruptOfAThreadOfUnknownOriginInAVariableMayBeItsEnd() {
    interruptInAVariable(type.field("other", THREAD));

    assertThat(isReported()).isFalse();
  }

  private void interruptInAVariable(Value.Field thread) {
    Value.Local local = type.local("local", THREAD);
    type.method(
        "wake",
        c -> {
          c.assign(local, thread);
          interrupt(c, local);
        });
  }

  @Test
  void threadThatIsNeverStartedNeedsNoEnd() {
    type.initializer(c -> c.assign(thread, create(c, t -> t.forEver(() -> sleep(t)))));
    type.method("close", c -> {});

    assertThat(type.findings(new ThreadNotStoppedRule())).isEmpty();
  }

  /** A method that sleeps, and throws another exception in place of an interrupt's. */
  private int pause(Consumer<CodeBuilder> more) {
    return type.method(
        "pause",
        c -> {
          c.tryCatch(
              () -> sleep(c), INTERRUPTED, () -> c.throwing("java.lang.IllegalStateException"));
          more.accept(c);
        });
  }

  @Test
  void methodThatThrowsInPlaceOfAnInterruptEndsTheLoopOnOneOnly() {
    int pause = pause(c -> {});

    assertThat(isReportedWith(c -> c.forEver(() -> c.callOwn(pause)))).isTrue();
  }

  @Test
  void methodThatAlsoThrowsForAnotherReasonMayEndTheLoopByItself() {
    Value.Local bad = type.local("bad", "boolean");
    int pause = pause(c -> c.ifTrue(bad, () -> c.throwing("java.lang.IllegalArgumentException")));

    assertThat(isReportedWith(c -> c.forEver(() -> c.callOwn(pause)))).isFalse();
  }

  private boolean isReportedWithOther(Value... arguments) {
    ClassBuilder other = new ClassBuilder("b.Other").implementing("java.lang.Runnable");
    other.method("run", c -> c.forEver(() -> sleep(c)));
    type.libraryType("b.Other", "java.lang.Runnable")
        .compilation(ClassBuilder.seeing(other.facts()));
    type.constructor(
        List.of(),
        c -> {
          Value task = c.create("b.Other#<init>(java.lang.Object)", arguments);
          c.assign(thread, c.create(THREAD + "#<init>(java.lang.Runnable)", task));
          c.call(thread, THREAD + "#start()", "void");
        },
        Modifier.PUBLIC);
    type.method("close", c -> {});
    return !type.findings(new ThreadNotStoppedRule()).isEmpty();
  }

  @Test
  void loopOfAnotherClassIsReadThere() {
    assertThat(isReportedWithOther(type.self())).isTrue();
  }

  @Test
  void loopOfAnotherClassMayEndByClosingWhatItGot() {
    assertThat(isReportedWithOther(type.field("socket", SOCKET))).isFalse();
  }
}
