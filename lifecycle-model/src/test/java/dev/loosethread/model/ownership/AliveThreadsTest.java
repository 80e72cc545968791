package dev.loosethread.model.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.ConstructorLeaksThreadRule;
import dev.loosethread.model.rules.ExecutorNotShutDownRule;
import dev.loosethread.model.rules.LocalExecutorNotShutDownRule;
import dev.loosethread.model.rules.Rule;
import dev.loosethread.model.rules.ThreadOwnerNotClosedRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Whether an owner has threads that need an end, over facts made by hand. */
class AliveThreadsTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String EXECUTORS = "java.util.concurrent.Executors#";
  private static final String LOOPS = "io.netty.channel.nio.NioEventLoopGroup";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private boolean isFound(Rule rule) {
    return !type.findings(rule).isEmpty();
  }

  private static void execute(CodeBuilder code, Value pool) {
    code.call(pool, EXECUTOR + "#execute(java.lang.Runnable)", "void", code.lambda(l -> {}));
  }

  private static void executeForEver(CodeBuilder code, Value pool) {
    code.call(
        pool,
        EXECUTOR + "#execute(java.lang.Runnable)",
        "void",
        code.lambda(
            l ->
                l.forEver(
                    () ->
                        l.callStatic(
                            "java.lang.Thread#sleep(long)", "void", new Value.Constant(1L)))));
  }

  private void poolInField(String factory, boolean isForEver) {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    type.initializer(c -> c.assign(pool, c.callStatic(EXECUTORS + factory + "()", EXECUTOR)));
    type.method(
        "work",
        c -> {
          if (isForEver) {
            executeForEver(c, pool);
          } else {
            execute(c, pool);
          }
        });
  }

  @Test
  void fixedPoolThatGetsTasksNeedsAnEnd() {
    poolInField("newFixedThreadPool", false);

    assertThat(isFound(new ExecutorNotShutDownRule())).isTrue();
  }

  @Test
  void cachedPoolEndsItsIdleThreads() {
    poolInField("newCachedThreadPool", false);
    type.method("close", c -> {});

    assertThat(isFound(new ExecutorNotShutDownRule())).isFalse();
  }

  @Test
  void cachedPoolWithAnEndlessTaskNeedsAnEnd() {
    poolInField("newCachedThreadPool", true);
    type.method("close", c -> {});

    assertThat(isFound(new ExecutorNotShutDownRule())).isTrue();
  }

  @Test
  void singleThreadEndsWithItsObject() {
    poolInField("newSingleThreadExecutor", false);

    assertThat(isFound(new ExecutorNotShutDownRule())).isFalse();
  }

  @Test
  void singleThreadOfAnObjectThatHasAnEndShouldEndThen() {
    poolInField("newSingleThreadExecutor", false);
    type.method("close", c -> {});

    assertThat(isFound(new ExecutorNotShutDownRule())).isTrue();
  }

  private void poolInVariable(String factory) {
    Value.Local pool = type.local("pool", EXECUTOR);
    type.method(
        "work",
        c -> {
          c.assign(pool, c.callStatic(EXECUTORS + factory + "()", EXECUTOR));
          execute(c, pool);
        });
  }

  @Test
  void forgottenFixedPoolIsFound() {
    poolInVariable("newFixedThreadPool");

    assertThat(isFound(new LocalExecutorNotShutDownRule())).isTrue();
  }

  @Test
  void forgottenPoolWhoseThreadsEndIsNot() {
    poolInVariable("newWorkStealingPool");

    assertThat(isFound(new LocalExecutorNotShutDownRule())).isFalse();
  }

  @Test
  void singleThreadOfEachCallIsFound_asItStaysUntilACollection() {
    poolInVariable("newSingleThreadExecutor");

    assertThat(isFound(new LocalExecutorNotShutDownRule())).isTrue();
  }

  private void constructor(boolean isUsed) {
    Value.Field loops = type.field("loops", LOOPS, Modifier.PRIVATE);
    type.constructor(
        List.of(),
        c -> {
          c.assign(loops, c.create(LOOPS + "#<init>()"));
          if (isUsed) {
            execute(c, loops);
          }
          c.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
        });
  }

  @Test
  void constructorThatFailsBeforeTheFirstTaskLeavesNoThread() {
    constructor(false);

    assertThat(isFound(new ConstructorLeaksThreadRule())).isFalse();
  }

  @Test
  void constructorThatFailsAfterTheFirstTaskDoes() {
    constructor(true);

    assertThat(isFound(new ConstructorLeaksThreadRule())).isTrue();
  }

  @Test
  void ownerThatIsOnlyMadeHasNoThreads() {
    Value.Field loops = type.field("loops", LOOPS, Modifier.PRIVATE);
    type.initializer(c -> c.assign(loops, c.create(LOOPS + "#<init>()")));
    type.method("close", c -> {});
    assertThat(isFound(new ThreadOwnerNotClosedRule())).isFalse();

    type.method("work", c -> execute(c, loops));
    assertThat(isFound(new ThreadOwnerNotClosedRule())).isTrue();
  }
}
