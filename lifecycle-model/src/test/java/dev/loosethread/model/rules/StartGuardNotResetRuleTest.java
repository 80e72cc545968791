package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

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

/** StartGuardNotReset over facts made by hand. */
class StartGuardNotResetRuleTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";
  private static final Value TRUE = new Value.Constant(true);
  private static final Value FALSE = new Value.Constant(false);

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
  private final Value.Field flag = type.field("started", ATOMIC);

  private List<Finding> findings() {
    return type.findings(new StartGuardNotResetRule());
  }

  private void launch(CodeBuilder code) {
    code.assign(thread, code.create("java.lang.Thread#<init>(java.lang.Runnable)", Value.UNKNOWN));
    code.call(thread, "java.lang.Thread#start()", "void");
  }

  /** Throws a checked exception. */
  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  private void set(CodeBuilder code, Value value) {
    code.call(flag, ATOMIC + "#set(boolean)", "void", value);
  }

  private int start(Consumer<CodeBuilder> refused, Consumer<CodeBuilder> work) {
    return type.method(
        "start",
        c -> {
          c.ifFalse(
              c.call(flag, ATOMIC + "#compareAndSet(boolean,boolean)", "boolean", FALSE, TRUE),
              () -> refused.accept(c));
          work.accept(c);
        });
  }

  private int stop(String name, Consumer<CodeBuilder> more) {
    return type.method(
        name,
        c -> {
          c.call(thread, "java.lang.Thread#interrupt()", "void");
          more.accept(c);
        });
  }

  @Test
  void startThatCanFailAfterItSetItsGuardIsReported() {
    start(
        CodeBuilder::returns,
        c -> {
          sleep(c);
          launch(c);
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.START_GUARD_NOT_RESET);
              assertThat(f.site()).hasToString("start()");
              assertThat(f.message()).contains("sets started", "at sleep()");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.UndoOnFailure.class,
                      r ->
                          assertThat(r.undo())
                              .isEqualTo(new Remedy.Undo(flag.key(), ".set(false)")));
            });
  }

  private void startThatKeepsAPoolAndFails() {
    Value.Field pool = type.field("pool", "java.util.concurrent.ExecutorService", Modifier.PRIVATE);
    start(
        CodeBuilder::returns,
        c -> {
          c.assign(pool, c.callStatic("a.Pools#make()", "java.util.concurrent.ExecutorService"));
          sleep(c);
          launch(c);
        });
  }

  @Test
  void stopThatAsksTheGuardWouldReleaseNothingAfterAReset() {
    startThatKeepsAPoolAndFails();
    type.method(
        "stop",
        c ->
            c.ifTrue(
                c.call(flag, ATOMIC + "#compareAndSet(boolean,boolean)", "boolean", TRUE, FALSE),
                () -> c.call(thread, "java.lang.Thread#interrupt()", "void")));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.remedy())
                    .isEqualTo(new Remedy.None("stop() would release nothing after the reset")));
  }

  @Test
  void stopThatDoesNotAskTheGuardStillReleasesAll() {
    startThatKeepsAPoolAndFails();
    stop("stop", c -> set(c, FALSE));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isInstanceOf(Remedy.UndoOnFailure.class));
  }

  @Test
  void failureBeforeTheGuardOrAfterTheLaunchIsNot() {
    start(
        CodeBuilder::returns,
        c -> {
          launch(c);
          sleep(c);
        });
    assertThat(findings()).isEmpty();

    ClassBuilder early = new ClassBuilder("a.B");
    Value.Field plain = early.field("running", "boolean", Modifier.PRIVATE);
    early.method(
        "start",
        c -> {
          c.ifTrue(plain, c::returns);
          sleep(c);
          c.assign(plain, TRUE);
          launch(c);
        });
    assertThat(early.findings(new StartGuardNotResetRule())).isEmpty();
  }

  @Test
  void handlerThatResetsIsEnough() {
    start(
        CodeBuilder::returns,
        c -> {
          c.tryCatch(
              () -> sleep(c),
              "java.lang.InterruptedException",
              () -> {
                set(c, FALSE);
                c.throwing("java.lang.IllegalStateException");
              });
          launch(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void refusalThatThrowsMeansOneUse() {
    start(
        c -> c.throwing("java.lang.IllegalStateException"),
        c -> {
          sleep(c);
          launch(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void stopThatLeavesTheGuardIsReported() {
    start(CodeBuilder::returns, this::launch);
    int stop = stop("stop", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("stop()");
              assertThat(f.message()).contains("stop() ends thread but leaves started");
              assertThat(f.remedy())
                  .isEqualTo(new Remedy.ResetGuard(flag.key(), ".set(false)", stop));
            });
  }

  @Test
  void stopThatResetsOrACloseIsNot() {
    start(CodeBuilder::returns, this::launch);
    stop("close", c -> {});
    assertThat(findings()).isEmpty();

    stop("stop", c -> set(c, FALSE));
    assertThat(findings()).isEmpty();
  }

  @Test
  void plainFlagIsResetByAnAssignment() {
    ClassBuilder plain = new ClassBuilder("a.B");
    Value.Field running = plain.field("running", "boolean", Modifier.PRIVATE);
    plain.method(
        "start",
        c -> {
          c.ifTrue(running, c::returns);
          c.assign(running, TRUE);
          sleep(c);
          launch(c);
        });

    assertThat(plain.findings(new StartGuardNotResetRule()))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.remedy())
                    .isInstanceOfSatisfying(
                        Remedy.UndoOnFailure.class,
                        r -> assertThat(r.undo().action()).isEqualTo(" = false")));
  }

  /** A start that does this where it fails. */
  private void startThatFailsAfter(Consumer<CodeBuilder> handling) {
    start(
        CodeBuilder::returns,
        c -> {
          c.tryCatch(
              () -> sleep(c),
              "java.lang.InterruptedException",
              () -> {
                handling.accept(c);
                c.throwing("java.lang.IllegalStateException");
              });
          launch(c);
        });
  }

  @Test
  void helperThatResetsTheGuardIsEnough() {
    int undo = type.method("undo", List.of(), c -> set(c, FALSE), Modifier.PRIVATE);
    startThatFailsAfter(c -> c.callOwn(undo));

    assertThat(findings()).isEmpty();
  }

  @Test
  void helperThatDoesSomethingElseIsNot() {
    int log = type.method("log", List.of(), c -> set(c, TRUE), Modifier.PRIVATE);
    startThatFailsAfter(c -> c.callOwn(log));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void unseenMethodThatHandlesAFailureMayResetTheGuard() {
    startThatFailsAfter(c -> c.call(type.self(), "b.Base#failStart()", "void"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void unseenMethodThatLogsMayNot() {
    startThatFailsAfter(c -> c.callStatic("b.Log#write()", "void"));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void stopWithATimeoutIsNotJudged() {
    start(CodeBuilder::returns, this::launch);
    type.method(
        "stop",
        List.of(type.local("millis", "long")),
        c -> c.call(thread, "java.lang.Thread#interrupt()", "void"),
        Modifier.PUBLIC);

    assertThat(findings()).isEmpty();
  }

  @Test
  void stopThatEndsSomethingElseIsNotJudged() {
    start(CodeBuilder::returns, this::launch);
    stop("close", c -> set(c, TRUE));
    type.method("stop", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void secondFlagInTheStartMakesMoreStates() {
    Value.Field closed = type.field("closed", "boolean", Modifier.PRIVATE, Modifier.VOLATILE);
    start(
        CodeBuilder::returns,
        c -> {
          c.ifTrue(closed, c::returns);
          launch(c);
        });
    stop("stop", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void guardThatTheConstructorSetsIsStillLeftAsItIs() {
    type.constructor(List.of(), c -> set(c, FALSE));
    start(CodeBuilder::returns, this::launch);
    stop("stop", c -> {});

    assertThat(findings()).hasSize(1);
  }
}
