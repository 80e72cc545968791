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

  private Consumer<CodeBuilder> joins() {
    Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
    return c -> c.call(thread, "java.lang.Thread#join()", "void");
  }

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
