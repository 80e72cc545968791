package dev.loosethread.model.starts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.starts.ThreadStarts.ThreadStart;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Which threads a method starts, over facts made by hand. */
class ThreadStartsTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String SCHEDULER = "java.util.concurrent.ScheduledExecutorService";
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String FUTURE = "java.util.concurrent.ScheduledFuture";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field kept = type.field("kept", THREAD, Modifier.PRIVATE);
  private final Value.Local local = type.local("local", THREAD);

  private List<ThreadStart> startsOf(Consumer<CodeBuilder> code) {
    return starts(type.method("m", code));
  }

  private List<ThreadStart> starts(int method) {
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());
    return index.get(ThreadStarts.KEY).in(index.facts().body(method));
  }

  private static Value newThread(CodeBuilder code) {
    return code.create(THREAD + "#<init>(java.lang.Runnable)", Value.UNKNOWN);
  }

  private static void start(CodeBuilder code, Value thread) {
    code.call(thread, THREAD + "#start()", "void");
  }

  @Test
  void threadIsKeptByTheFieldThatGetsIt() {
    assertThat(
            startsOf(
                c -> {
                  c.assign(local, newThread(c));
                  c.assign(kept, local);
                  start(c, local);
                }))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.kind()).isEqualTo(StartKind.THREAD);
              assertThat(s.field()).contains(kept.key());
            });
  }

  @Test
  void threadInAVariableIsKeptByTheFieldThatGetsItToo() {
    assertThat(
            startsOf(
                c -> {
                  Value made = newThread(c);
                  c.assign(local, made);
                  c.assign(kept, made);
                  start(c, local);
                }))
        .singleElement()
        .satisfies(s -> assertThat(s.field()).contains(kept.key()));
  }

  @Test
  void ofSeveralFieldsTheFirstKeepsIt() {
    Value.Field second = type.field("second", THREAD, Modifier.PRIVATE);

    assertThat(
            startsOf(
                c -> {
                  c.assign(local, newThread(c));
                  c.assign(second, local);
                  c.assign(kept, local);
                  start(c, local);
                }))
        .singleElement()
        .satisfies(s -> assertThat(s.field()).contains(second.key()));
  }

  @Test
  void threadThatOnlyAVariableHoldsIsKeptByNone() {
    type.method("other", c -> c.assign(kept, newThread(c)));

    assertThat(
            startsOf(
                c -> {
                  c.assign(local, newThread(c));
                  start(c, local);
                }))
        .singleElement()
        .satisfies(s -> assertThat(s.field()).isEmpty());
  }

  @Test
  void threadOfAFactoryIsMadeHere() {
    Value.Field factory = type.field("factory", "java.util.concurrent.ThreadFactory");

    assertThat(
            startsOf(
                c ->
                    start(
                        c,
                        c.call(
                            factory,
                            "java.util.concurrent.ThreadFactory#newThread(java.lang.Runnable)",
                            THREAD,
                            Value.UNKNOWN))))
        .hasSize(1);
  }

  @Test
  void threadThatIsLookedUpIsNot() {
    assertThat(startsOf(c -> start(c, c.callStatic("b.B#worker()", THREAD)))).isEmpty();
  }

  @Test
  void threadThatIsHandedInIsNot() {
    int method = type.method("m", List.of(local), c -> start(c, local), Modifier.PUBLIC);

    assertThat(starts(method)).isEmpty();
  }

  @Test
  void threadThatAnotherMethodMadeCannotStartTwice() {
    type.method("other", c -> c.assign(kept, newThread(c)));

    assertThat(startsOf(c -> start(c, kept))).isEmpty();
  }

  @Test
  void threadThatMayBeAnOldOneIsNotMadeHere() {
    assertThat(
            startsOf(
                c -> {
                  c.ifTrue(type.local("b", "boolean"), () -> c.assign(local, newThread(c)));
                  c.assign(local, kept);
                  start(c, local);
                }))
        .isEmpty();
  }

  @Test
  void whatIsNoThreadIsNone() {
    assertThat(startsOf(c -> c.call(c.create("b.Server#<init>()"), "b.Server#start()", "void")))
        .isEmpty();
  }

  @Test
  void executorThatAFieldGetsIsAStart() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);

    assertThat(startsOf(c -> c.assign(pool, newPool(c))))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.kind()).isEqualTo(StartKind.EXECUTOR);
              assertThat(s.field()).contains(pool.key());
            });
  }

  private static Value newPool(CodeBuilder code) {
    return code.callStatic(
        "java.util.concurrent.Executors#newFixedThreadPool(int)", EXECUTOR, new Value.Constant(1));
  }

  @Test
  void timerThatAFieldGetsIsAStart() {
    Value.Field timer = type.field("timer", "java.util.Timer", Modifier.PRIVATE);

    assertThat(startsOf(c -> c.assign(timer, c.create("java.util.Timer#<init>()"))))
        .singleElement()
        .satisfies(s -> assertThat(s.kind()).isEqualTo(StartKind.TIMER));
  }

  @Test
  void executorThatAVariableOrAStaticFieldGetsIsNone() {
    Value.Field shared = type.field("shared", EXECUTOR, Modifier.PRIVATE, Modifier.STATIC);

    assertThat(
            startsOf(
                c -> {
                  c.assign(type.local("pool", EXECUTOR), newPool(c));
                  c.assign(shared, newPool(c));
                }))
        .isEmpty();
  }

  private static Value schedule(CodeBuilder code, Value scheduler) {
    Value one = new Value.Constant(1L);
    return code.call(
        scheduler,
        SCHEDULER
            + "#scheduleAtFixedRate(java.lang.Runnable,long,long,java.util.concurrent.TimeUnit)",
        FUTURE,
        code.lambda(l -> {}),
        one,
        one,
        Value.UNKNOWN);
  }

  @Test
  void periodicTaskIsKeptByTheFieldThatGetsItsFuture() {
    Value.Field scheduler = type.field("scheduler", SCHEDULER);
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);

    assertThat(startsOf(c -> c.assign(future, schedule(c, scheduler))))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.kind()).isEqualTo(StartKind.PERIODIC_TASK);
              assertThat(s.field()).contains(future.key());
              assertThat(s.owner()).contains(scheduler.key());
            });
  }

  @Test
  void futureOfAnotherPeriodicTaskDoesNotKeepIt() {
    Value.Field scheduler = type.field("scheduler", SCHEDULER);
    Value.Field future = type.field("future", FUTURE, Modifier.PRIVATE);
    type.method("other", c -> c.assign(future, schedule(c, scheduler)));

    assertThat(startsOf(c -> schedule(c, scheduler)))
        .singleElement()
        .satisfies(s -> assertThat(s.field()).isEmpty());
  }

  @Test
  void periodicTaskOnASharedSchedulerIsNone() {
    Value.Field shared = type.field("shared", SCHEDULER, Modifier.STATIC);

    assertThat(startsOf(c -> schedule(c, shared))).isEmpty();
  }

  private int helper(Consumer<CodeBuilder> code, Modifier modifier) {
    int helper = type.method("helper", List.of(), code, modifier);
    return type.method("m", c -> c.callOwn(helper));
  }

  private void make(CodeBuilder code) {
    code.assign(kept, newThread(code));
    start(code, kept);
  }

  @Test
  void threadThatAHelperStartsCounts() {
    assertThat(starts(helper(this::make, Modifier.PRIVATE)))
        .singleElement()
        .satisfies(s -> assertThat(s.field()).contains(kept.key()));
  }

  @Test
  void threadThatAHelperMayStartDoesNot() {
    int method = helper(c -> c.ifTrue(type.local("b", "boolean"), () -> make(c)), Modifier.PRIVATE);

    assertThat(starts(method)).isEmpty();
  }

  @Test
  void threadThatAPublicMethodStartsIsItsOwnMatter() {
    assertThat(starts(helper(this::make, Modifier.PUBLIC))).isEmpty();
  }

  @Test
  void threadThatAHandlerStartsDoesNotCount() {
    assertThat(
            startsOf(
                c ->
                    c.tryCatch(
                        () -> c.callStatic(THREAD + "#sleep(long)", "void", Value.UNKNOWN),
                        "java.lang.InterruptedException",
                        () -> make(c))))
        .isEmpty();
  }

  @Test
  void taskForAnExecutorCountsOnlyAmongTasks() {
    Value.Field pool = type.field("pool", EXECUTOR);
    int method =
        type.method(
            "m",
            c -> {
              c.call(pool, EXECUTOR + "#execute(java.lang.Runnable)", "void", c.lambda(l -> {}));
              c.call(pool, EXECUTOR + "#isShutdown()", "boolean");
            });
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());

    assertThat(starts(method)).isEmpty();
    assertThat(index.get(ThreadStarts.KEY).andTasksIn(index.facts().body(method)))
        .singleElement()
        .satisfies(s -> assertThat(s.kind()).isEqualTo(StartKind.TASK));
  }
}
