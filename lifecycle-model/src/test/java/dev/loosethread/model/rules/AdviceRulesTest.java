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

/** The patterns in preview over facts made by hand. */
class AdviceRulesTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String EXECUTE = "java.util.concurrent.Executor#execute(java.lang.Runnable)";
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
              assertThat(f.message()).contains("Consumer.accept() may throw one");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.CatchInLoop.class, r -> assertThat(r.isThrownOn()).isFalse());
            });
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
                    .startsWith("the loop goes on after a LostConnection, but any other failure"));
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

  private List<Finding> waiting() {
    return type.findings(new UnboundedWaitInStopRule());
  }

  @Test
  void endMethodThatJoinsWithoutALimitIsReported() {
    Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
    type.method("stop", c -> c.call(thread, "java.lang.Thread#join()", "void"));

    assertThat(waiting())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("join()");
              assertThat(f.remedy()).isEqualTo(new Remedy.BoundWait(f.site(), "10_000"));
            });
  }

  @Test
  void awaitingALifetimeIsNoLimitButAMinuteIs() {
    Value.Field pool = type.field("pool", EXECUTOR);
    String await = EXECUTOR + "#awaitTermination(long,java.util.concurrent.TimeUnit)";
    type.method(
        "close",
        c -> c.call(pool, await, "boolean", new Value.Constant(Long.MAX_VALUE), Value.UNKNOWN));
    type.method(
        "shutdown", c -> c.call(pool, await, "boolean", new Value.Constant(1L), Value.UNKNOWN));

    assertThat(waiting())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith("close() waits in awaitTermination()"));
  }

  @Test
  void helperOfAnEndIsPartOfItButAPromiseToWaitIsKept() {
    Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
    Consumer<CodeBuilder> join = c -> c.call(thread, "java.lang.Thread#join()", "void");
    int helper = type.method("finish", List.of(), join, Modifier.PRIVATE);
    type.method("stop", c -> c.callOwn(helper));
    type.method("stopAndWait", join);
    type.method("result", join);

    assertThat(waiting())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith("finish()"));
  }

  private final Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
  private final Value.Field store = type.field("store", "b.Store", Modifier.PRIVATE);

  private void makePool() {
    type.initializer(
        c ->
            c.assign(
                pool,
                c.callStatic(
                    "java.util.concurrent.Executors#newFixedThreadPool(int)",
                    EXECUTOR,
                    new Value.Constant(1))));
  }

  private void write() {
    type.method(
        "write",
        c -> {
          Value task = c.lambda(l -> l.call(store, "b.Store#write()", "void"));
          c.call(pool, EXECUTE, "void", task);
        });
  }

  private List<Finding> closing() {
    return type.findings(new ShutdownWithoutAwaitRule());
  }

  @Test
  void closeOfWhatTasksUseAfterAShutdownIsReported() {
    makePool();
    write();
    type.method(
        "close",
        c -> {
          c.call(pool, EXECUTOR + "#shutdown()", "void");
          c.call(store, "b.Store#close()", "void");
        });

    assertThat(closing())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("shutdown()");
              assertThat(f.message()).contains("shuts pool down and then closes store");
              assertThat(f.remedy()).isEqualTo(new Remedy.AwaitTermination(f.site(), "a.A"));
            });
  }

  @Test
  void awaitInBetweenOrACloseBeforeIsNot() {
    makePool();
    write();
    type.method(
        "close",
        c -> {
          c.call(pool, EXECUTOR + "#shutdown()", "void");
          c.call(
              pool,
              EXECUTOR + "#awaitTermination(long,java.util.concurrent.TimeUnit)",
              "boolean",
              new Value.Constant(1L),
              Value.UNKNOWN);
          c.call(store, "b.Store#close()", "void");
        });
    type.method(
        "stop",
        c -> {
          c.call(store, "b.Store#close()", "void");
          c.call(pool, EXECUTOR + "#shutdown()", "void");
        });

    assertThat(closing()).isEmpty();
  }

  @Test
  void closeOfWhatNoTaskUsesIsNot() {
    makePool();
    type.method(
        "close",
        c -> {
          c.call(pool, EXECUTOR + "#shutdown()", "void");
          c.call(store, "b.Store#close()", "void");
        });

    assertThat(closing()).isEmpty();
  }

  private final Value.Field stopped =
      type.field("stopped", "boolean", Modifier.PRIVATE, Modifier.VOLATILE);

  private void fire(Consumer<CodeBuilder> task) {
    type.method("fire", c -> c.call(pool, EXECUTE, "void", c.lambda(task)));
  }

  private void call(CodeBuilder code) {
    code.call(new Value.Unknown("b.MyListener"), "b.MyListener#changed()", "void");
  }

  private List<Finding> late() {
    return type.findings(new CallbackAfterStopRule());
  }

  @Test
  void callbackThatDoesNotLookAtTheFlagIsReported() {
    fire(this::call);
    type.method("stop", c -> c.assign(stopped, new Value.Constant(true)));

    assertThat(late())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("changed() is called on another thread", "stopped");
              assertThat(f.remedy())
                  .isInstanceOfSatisfying(
                      Remedy.CheckFlagFirst.class,
                      r -> assertThat(r.condition()).isEqualTo("stopped"));
            });
  }

  @Test
  void callbackThatLooksIsNot() {
    fire(c -> c.ifFalse(stopped, () -> call(c)));
    type.method("stop", c -> c.assign(stopped, new Value.Constant(true)));

    assertThat(late()).isEmpty();
  }

  @Test
  void classWithoutAFlagHasNothingToLookAt() {
    fire(this::call);
    type.method("stop", c -> {});

    assertThat(late()).isEmpty();
  }

  @Test
  void endThatDropsWhatWaitsIsEnough() {
    fire(this::call);
    type.method(
        "stop",
        c -> {
          c.assign(stopped, new Value.Constant(true));
          c.call(pool, EXECUTOR + "#shutdownNow()", "java.util.List");
        });

    assertThat(late()).isEmpty();
  }
}
