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

/** UnboundedWaitInStop over facts made by hand. */
class UnboundedWaitInStopRuleTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private final ClassBuilder type = new ClassBuilder("a.A");

  private List<Finding> waiting() {
    return type.findings(new UnboundedWaitInStopRule());
  }

  private static void callback(CodeBuilder code) {
    code.call(
        new Value.Unknown("java.util.function.Consumer"),
        "java.util.function.Consumer#accept(java.lang.Object)",
        "void",
        Value.UNKNOWN);
  }

  private void thread(Value.Field field, Consumer<CodeBuilder> task) {
    type.constructor(
        List.of(),
        c -> c.assign(field, c.create(THREAD + "#<init>(java.lang.Runnable)", c.lambda(task))),
        Modifier.PUBLIC);
  }

  private static Consumer<CodeBuilder> joins(Value.Field thread) {
    return c -> c.call(thread, THREAD + "#join()", "void");
  }

  /** Of a thread that calls somebody back. */
  private Consumer<CodeBuilder> joins() {
    Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
    thread(thread, UnboundedWaitInStopRuleTest::callback);
    return joins(thread);
  }

  @Test
  void endMethodThatJoinsWithoutALimitIsReportedWithWhatMayHang() {
    type.method("stop", joins());

    assertThat(waiting())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("join()");
              assertThat(f.message()).contains("the shutdown hangs if Consumer.accept() hangs");
              assertThat(f.remedy()).isEqualTo(new Remedy.BoundWait(f.site(), "10_000"));
            });
  }

  @Test
  void codeThatOnlyWaitsForItsOwnClassDoesNotHang() {
    Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
    thread(thread, c -> c.callStatic(THREAD + "#sleep(long)", "void", new Value.Constant(1L)));
    type.method("stop", joins(thread));

    assertThat(waiting()).isEmpty();
  }

  private Consumer<CodeBuilder> joinsAReaderOf(Value.Field socket) {
    Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
    thread(thread, c -> c.call(socket, "java.net.ServerSocket#accept()", "java.net.Socket"));
    return joins(thread);
  }

  @Test
  void readThatNothingEndsMayHang() {
    type.method("stop", joinsAReaderOf(type.field("socket", "java.net.ServerSocket")));

    assertThat(waiting()).hasSize(1);
  }

  @Test
  void readThatTheClassEndsDoesNotHang() {
    Value.Field socket = type.field("socket", "java.net.ServerSocket");
    Consumer<CodeBuilder> join = joinsAReaderOf(socket);
    type.method(
        "stop",
        c -> {
          c.call(socket, "java.net.ServerSocket#close()", "void");
          join.accept(c);
        });

    assertThat(waiting()).isEmpty();
  }

  @Test
  void threadOfUnknownCodeMayDoAnything() {
    type.method("stop", joins(type.field("thread", THREAD, Modifier.PRIVATE)));

    assertThat(waiting()).isEmpty();
  }

  private static void await(CodeBuilder code, Value.Field pool, long time) {
    code.call(
        pool,
        EXECUTOR + "#awaitTermination(long,java.util.concurrent.TimeUnit)",
        "boolean",
        new Value.Constant(time),
        Value.UNKNOWN);
  }

  private void execute() {
    type.method(
        "work",
        c ->
            c.call(
                pool,
                "java.util.concurrent.Executor#execute(java.lang.Runnable)",
                "void",
                c.lambda(UnboundedWaitInStopRuleTest::callback)));
  }

  @Test
  void awaitingALifetimeIsNoLimitButAMinuteIs() {
    execute();
    type.method("close", c -> await(c, pool, Long.MAX_VALUE));
    type.method("shutdown", c -> await(c, pool, 1L));

    assertThat(waiting())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith("close() waits in awaitTermination()"));
  }

  @Test
  void settingMayChooseToWaitWithoutALimit() {
    execute();
    Value.Local limited = type.local("limited", "boolean");
    type.method(
        "close",
        c -> {
          c.ifTrue(limited, () -> await(c, pool, 1L));
          await(c, pool, Long.MAX_VALUE);
        });

    assertThat(waiting()).isEmpty();
  }

  @Test
  void callerMayAskToWait() {
    type.method("stop", List.of(type.local("waits", "boolean")), joins(), Modifier.PUBLIC);

    assertThat(waiting()).isEmpty();
  }

  @Test
  void whoDoesNotWantToWaitMayCallTheOtherMethod() {
    type.method("stop", joins());
    type.method("stopAsync", c -> {});

    assertThat(waiting()).isEmpty();
  }

  @Test
  void waitThatProtectsAReleaseMayTakeItsTime() {
    Consumer<CodeBuilder> join = joins();
    Value.Field store = type.field("store", "java.io.Closeable");
    type.method(
        "stop",
        c -> {
          join.accept(c);
          c.call(store, "java.io.Closeable#close()", "void");
        });

    assertThat(waiting()).isEmpty();
  }

  @Test
  void cancelOfAFutureIsNoEnd() {
    type.implementing("java.util.concurrent.Future").method("cancel", joins());

    assertThat(waiting()).isEmpty();
  }

  private void latch(Consumer<CodeBuilder> work) {
    Value.Field latch = type.field("latch", "java.util.concurrent.CountDownLatch");
    type.implementing("java.lang.Runnable")
        .method(
            "run",
            c -> {
              work.accept(c);
              c.call(latch, "java.util.concurrent.CountDownLatch#countDown()", "void");
            });
    type.method("stop", c -> c.call(latch, "java.util.concurrent.CountDownLatch#await()", "void"));
  }

  @Test
  void latchThatATaskCountsDownAfterACallbackMayNeverOpen() {
    latch(UnboundedWaitInStopRuleTest::callback);

    assertThat(waiting()).hasSize(1);
  }

  @Test
  void latchThatATaskSimplyCountsDownOpens() {
    latch(c -> {});

    assertThat(waiting()).isEmpty();
  }

  @Test
  void helperOfAnEndIsPartOfItButAPromiseToWaitIsKept() {
    Consumer<CodeBuilder> join = joins();
    int helper = type.method("finish", List.of(), join, Modifier.PRIVATE);
    type.method("stop", c -> c.callOwn(helper));
    type.method("stopAndWait", join);
    type.method("result", join);

    assertThat(waiting())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith("finish()"));
  }

  @Test
  void helperOfAHelperIsPartOfAnEndToo() {
    int inner = type.method("inner", List.of(), joins(), Modifier.PROTECTED);
    int helper = type.method("outer", List.of(), c -> c.callOwn(inner), Modifier.PRIVATE);
    type.method("stop", c -> c.callOwn(helper));

    assertThat(waiting()).hasSize(1);
  }

  private final Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);

  @Test
  void endThatAPromiseToWaitCallsKeepsThePromise() {
    int stop = type.method("stop", joins());
    type.method("stopAndWait", c -> c.callOwn(stop));

    assertThat(waiting()).isEmpty();
  }

  @Test
  void helperThatAPromiseToWaitCallsTooKeepsThePromise() {
    int helper = type.method("finished", List.of(), joins(), Modifier.PRIVATE);
    type.method("stop", c -> c.callOwn(helper));
    type.method("stopAndWait", c -> c.callOwn(helper));

    assertThat(waiting()).isEmpty();
  }

  @Test
  void helperThatNotOnlyEndsCallIsNotPartOfOne() {
    int helper = type.method("finished", List.of(), joins(), Modifier.PRIVATE);
    type.method("stop", c -> c.callOwn(helper));
    type.method("work", c -> c.callOwn(helper));

    assertThat(waiting()).isEmpty();
  }

  @Test
  void helperThatNobodyCallsIsNotPartOfAnEnd() {
    type.method("finished", List.of(), joins(), Modifier.PRIVATE);

    assertThat(waiting()).isEmpty();
  }

  @Test
  void methodThatOthersMayCallIsNotPartOfAnEnd() {
    int helper = type.method("finished", joins());
    type.method("stop", c -> c.callOwn(helper));

    assertThat(waiting()).isEmpty();
  }
}
