package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** CountDownNotInFinally over facts made by hand. */
class CountDownNotInFinallyRuleTest {
  private static final String LATCH = "java.util.concurrent.CountDownLatch";
  private static final String NEW_THREAD = "java.lang.Thread#<init>(java.lang.Runnable)";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field latch = type.field("latch", LATCH);

  private List<Finding> findings() {
    return type.findings(new CountDownNotInFinallyRule());
  }

  private void countDown(CodeBuilder code) {
    code.call(latch, LATCH + "#countDown()", "void");
  }

  private static void unknown(CodeBuilder code) {
    code.callStatic("b.Remote#ask()", "void");
  }

  private void task(Consumer<CodeBuilder> task) {
    type.method("start", c -> c.create(NEW_THREAD, c.lambda(task)));
  }

  private void awaitForEver() {
    type.method("join", c -> c.call(latch, LATCH + "#await()", "void"));
  }

  @Test
  void workThatMayThrowBeforeTheCountIsReported() {
    awaitForEver();
    task(
        c -> {
          unknown(c);
          countDown(c);
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.COUNT_DOWN_NOT_IN_FINALLY);
              assertThat(f.site()).hasToString("countDown()");
              assertThat(f.message()).contains("Remote.ask() may throw", "latch is not");
              assertThat(f.remedy())
                  .isEqualTo(new Remedy.MoveToFinally(f.site(), Optional.empty()));
            });
  }

  @Test
  void countInTheHandlerAsWellIsEnough() {
    awaitForEver();
    task(
        c ->
            c.tryCatch(
                () -> {
                  unknown(c);
                  countDown(c);
                },
                "java.lang.Throwable",
                () -> countDown(c)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerThatDoesNotCountIsReported() {
    awaitForEver();
    task(
        c ->
            c.tryCatch(
                () -> {
                  unknown(c);
                  countDown(c);
                },
                "java.lang.Exception",
                () -> {}));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void workThatCanNotThrowIsNotReported() {
    awaitForEver();
    task(
        c -> {
          c.callStatic("java.lang.System#nanoTime()", "long");
          countDown(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void workAfterTheCountDoesNotMatter() {
    awaitForEver();
    task(
        c -> {
          countDown(c);
          unknown(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void workOfALoopsNextRoundComesAfterTheCount() {
    awaitForEver();
    task(
        c ->
            c.forEver(
                () -> {
                  countDown(c);
                  unknown(c);
                }));

    assertThat(findings()).isEmpty();
  }

  @Test
  void latchThatIsAwaitedWithALimitIsNotReported() {
    type.method(
        "join",
        c ->
            c.call(
                latch,
                LATCH + "#await(long,java.util.concurrent.TimeUnit)",
                "boolean",
                new Value.Constant(1L),
                Value.UNKNOWN));
    task(
        c -> {
          unknown(c);
          countDown(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void countOutsideATaskIsNotJudged() {
    awaitForEver();
    type.method(
        "done",
        c -> {
          unknown(c);
          countDown(c);
        });

    assertThat(findings()).isEmpty();
  }

  private static final String SEMAPHORE = "java.util.concurrent.Semaphore";

  private void acquire(CodeBuilder code, Value permits) {
    code.call(permits, SEMAPHORE + "#acquireUninterruptibly()", "void");
  }

  private void release(CodeBuilder code, Value permits) {
    code.call(permits, SEMAPHORE + "#release()", "void");
  }

  @Test
  void permitThatTheWorkTakesAlongIsReported() {
    Value.Field permits = type.field("permits", SEMAPHORE);
    type.method(
        "upload",
        c -> {
          acquire(c, permits);
          unknown(c);
          release(c, permits);
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("release()");
              assertThat(f.message()).contains("permits is not released");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.MoveToFinally.class,
                      r ->
                          assertThat(r.after())
                              .hasValueSatisfying(
                                  a -> assertThat(a).hasToString("acquireUninterruptibly()")));
            });
  }

  @Test
  void workBeforeThePermitIsTakenOrThatCanNotThrowLosesNone() {
    Value.Field permits = type.field("permits", SEMAPHORE);
    type.method(
        "upload",
        c -> {
          unknown(c);
          acquire(c, permits);
          release(c, permits);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void methodThatIsMeantToKeepThePermitMayGiveItBackInOneCase() {
    Value.Field permits = type.field("permits", SEMAPHORE);
    type.method(
        "acquire",
        c -> {
          acquire(c, permits);
          unknown(c);
          c.ifTrue(
              type.local("closed", "boolean"),
              () -> {
                release(c, permits);
                c.throwing("java.lang.IllegalStateException");
              });
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void permitThatATaskGivesBackToOthersIsASignal() {
    Value.Field permits = type.field("permits", SEMAPHORE);
    task(
        c -> {
          unknown(c);
          release(c, permits);
        });
    assertThat(findings()).isEmpty();

    type.method("next", c -> acquire(c, permits));
    assertThat(findings()).hasSize(1);
  }

  @Test
  void partyOfAPhaserCountsLikeALatch() {
    String phaser = "java.util.concurrent.Phaser";
    Value.Field round = type.field("round", phaser);
    task(
        c -> {
          unknown(c);
          c.call(round, phaser + "#arriveAndDeregister()", "int");
        });
    type.method("join", c -> c.call(round, phaser + "#awaitAdvance(int)", "int", Value.UNKNOWN));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void latchThatNobodyWaitsForIsNotReported() {
    Value.Field other = type.field("other", LATCH);
    type.method("join", c -> c.call(other, LATCH + "#await()", "void"));
    task(
        c -> {
          unknown(c);
          countDown(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void messageNamesALatchInAVariable() {
    Value.Local done = type.local("done", LATCH);
    type.method(
        "work",
        c -> {
          c.assign(done, c.create(LATCH + "#<init>(int)", new Value.Constant(1)));
          c.create(
              NEW_THREAD,
              c.lambda(
                  l -> {
                    unknown(l);
                    l.call(done, LATCH + "#countDown()", "void");
                  }));
          c.call(done, LATCH + "#await()", "void");
        });

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains(", done is not"));
  }

  @Test
  void permitOfAnotherSemaphoreIsNotReturned() {
    Value.Field permits = type.field("permits", SEMAPHORE);
    Value.Field others = type.field("others", SEMAPHORE);
    type.method(
        "work",
        c -> {
          acquire(c, others);
          unknown(c);
          release(c, permits);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void permitThatIsTakenAfterTheReleaseIsAnother() {
    Value.Field permits = type.field("permits", SEMAPHORE);
    type.method(
        "work",
        c -> {
          unknown(c);
          release(c, permits);
          acquire(c, permits);
        });

    assertThat(findings()).isEmpty();
  }

  private void callback(String taker) {
    Value client = new Value.Unknown(taker.substring(0, taker.indexOf('#')));
    type.method(
        "start",
        c ->
            c.call(
                client,
                taker,
                "void",
                c.lambda(
                    l -> {
                      l.call(
                          new Value.Unknown("java.lang.Runnable"),
                          "java.lang.Runnable#run()",
                          "void");
                      countDown(l);
                    })));
  }

  @Test
  void callbackThatMayThrowBeforeTheCountIsReported() {
    awaitForEver();
    callback("b.Client#send(b.Answer)");

    assertThat(findings()).hasSize(1);
  }

  @Test
  void codeThatRunsAtOnceThrowsInsteadOfWaiting() {
    awaitForEver();
    callback("java.util.List#forEach(java.util.function.Consumer)");

    assertThat(findings()).isEmpty();
  }
}
