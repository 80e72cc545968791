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

/** WorkerLoopMayDie over facts made by hand. */
class WorkerLoopMayDieRuleTest {
  private static final String QUEUE = "java.util.concurrent.BlockingQueue";
  private static final String CONSUMER = "java.util.function.Consumer";
  private final ClassBuilder type = new ClassBuilder("a.A");

  private void accept(CodeBuilder code) {
    code.call(
        new Value.Unknown(CONSUMER), CONSUMER + "#accept(java.lang.Object)", "void", Value.UNKNOWN);
  }

  private void take(CodeBuilder code) {
    code.call(new Value.Unknown(QUEUE), QUEUE + "#take()", "java.lang.Object");
  }

  private void worker(Consumer<CodeBuilder> code) {
    type.method(
        "start",
        c ->
            c.call(
                c.create(
                    "java.lang.Thread#<init>(java.lang.Runnable)",
                    c.lambda(
                        l ->
                            l.tryCatch(
                                () -> l.forEver(() -> code.accept(l)),
                                "java.lang.InterruptedException",
                                () -> {}))),
                "java.lang.Thread#start()",
                "void"));
  }

  private List<Finding> dying() {
    return type.findings(new WorkerLoopMayDieRule());
  }

  @Test
  void workerThatOneItemEndsIsReportedAtItsLoop() {
    worker(
        c -> {
          take(c);
          accept(c);
        });

    assertThat(dying())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.WORKER_LOOP_MAY_DIE);
              assertThat(f.message()).contains("Consumer.accept() may throw");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.CatchInLoop.class, r -> assertThat(r.isThrownOn()).isFalse());
            });
  }

  @Test
  void remedyTellsWhetherOtherCodeOfTheLoopMayEndItToo() {
    worker(
        c -> {
          take(c);
          accept(c);
          accept(c);
        });
    assertThat(dying())
        .singleElement()
        .satisfies(f -> assertThat(((Remedy.CatchInLoop) f.remedy()).isOnly()).isFalse());
  }

  @Test
  void remedyOfTheOnlyCodeThatMayEndTheLoopSaysSo() {
    worker(
        c -> {
          take(c);
          accept(c);
        });
    assertThat(dying())
        .singleElement()
        .satisfies(f -> assertThat(((Remedy.CatchInLoop) f.remedy()).isOnly()).isTrue());
  }

  @Test
  void handlerInsideTheLoopSavesIt() {
    worker(
        c -> {
          take(c);
          c.tryCatch(() -> accept(c), "java.lang.RuntimeException", () -> {});
        });

    assertThat(dying()).isEmpty();
  }

  private void workerThatSurvives(String exception) {
    workerThatSurvives(exception, this::take);
  }

  private void workerThatSurvives(String exception, Consumer<CodeBuilder> handler) {
    type.libraryType("b.LostConnection", "b.Failure")
        .libraryType("b.Failure", "java.lang.RuntimeException");
    worker(
        c -> {
          take(c);
          c.tryCatch(
              () -> c.call(new Value.Unknown("b.Client"), "b.Client#subscribe()", "void"),
              exception,
              () -> handler.accept(c));
        });
  }

  @Test
  void handlerOfOneOfALibrarysFailuresDoesNotSaveItFromTheOthers() {
    workerThatSurvives("b.LostConnection");

    assertThat(dying())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message())
                    .startsWith("the loop survives a LostConnection, but any other exception"));
  }

  @Test
  void handlerThatEndsTheLoopByAMethodOfItsOwnIsNoSurvival() {
    int end = type.method("end", c -> {});
    workerThatSurvives("b.LostConnection", c -> c.callOwn(end));

    assertThat(dying()).isEmpty();
  }

  @Test
  void handlerOfAllOfALibrarysFailuresDoes() {
    workerThatSurvives("b.Failure");

    assertThat(dying()).isEmpty();
  }

  @Test
  void loopThatWaitsForNothingIsNoWorker() {
    worker(this::accept);

    assertThat(dying()).isEmpty();
  }

  @Test
  void workThatCanNotThrowEndsNothing() {
    worker(this::take);

    assertThat(dying()).isEmpty();
  }

  @Test
  void loopThatTakesWhatThereIsIsNoWorker() {
    worker(
        c -> {
          c.call(new Value.Unknown(QUEUE), QUEUE + "#poll()", "java.lang.Object");
          accept(c);
        });

    assertThat(dying()).isEmpty();
  }

  @Test
  void handlerOfTheOuterLoopSavesTheInnerOne() {
    worker(
        c ->
            c.tryCatch(
                () ->
                    c.forEver(
                        () -> {
                          take(c);
                          accept(c);
                        }),
                "java.lang.RuntimeException",
                () -> c.callStatic("java.lang.System#nanoTime()", "long")));

    assertThat(dying()).isEmpty();
  }

  @Test
  void handlerThatNamesAnUncheckedExceptionMeansToEndTheWorker() {
    worker(
        c ->
            c.tryCatch(
                () -> {
                  take(c);
                  c.tryCatch(() -> accept(c), "java.lang.RuntimeException", () -> take(c));
                },
                "java.util.concurrent.CancellationException",
                c::returns));

    assertThat(dying()).isEmpty();
  }

  private int loop() {
    return type.method(
        "loop",
        List.of(),
        c ->
            c.forEver(
                () -> {
                  take(c);
                  accept(c);
                }),
        Modifier.PRIVATE);
  }

  @Test
  void loopInAMethodThatTheTaskCallsIsTheWorkers() {
    int loop = loop();
    type.implementing("java.lang.Runnable").method("run", c -> c.callOwn(loop));

    assertThat(dying()).hasSize(1);
  }

  @Test
  void taskThatCallsTheLoopAgainSavesIt() {
    int loop = loop();
    type.implementing("java.lang.Runnable").method("run", c -> c.forEver(() -> c.callOwn(loop)));

    assertThat(dying()).isEmpty();
  }

  @Test
  void taskThatReactsToWhatTheLoopThrowsSavesIt() {
    int loop = loop();
    int restart = type.method("restart", c -> {});
    type.implementing("java.lang.Runnable")
        .method(
            "run",
            c ->
                c.tryCatch(
                    () -> c.callOwn(loop), "java.lang.RuntimeException", () -> c.callOwn(restart)));

    assertThat(dying()).isEmpty();
  }

  @Test
  void loopThatOnlyWaitsAfterAFailureTriesAgain() {
    worker(c -> c.tryCatch(() -> accept(c), "java.lang.IllegalStateException", () -> take(c)));

    assertThat(dying()).isEmpty();
  }

  @Test
  void handlerThatLogsAndThrowsMeansToEndTheWorker() {
    worker(
        c -> {
          take(c);
          c.tryCatch(
              () -> accept(c),
              "java.lang.RuntimeException",
              () -> {
                c.callStatic("b.Logger#error(java.lang.String)", "void", Value.UNKNOWN);
                c.throwing("java.lang.RuntimeException");
              });
        });

    assertThat(dying()).isEmpty();
  }
}
