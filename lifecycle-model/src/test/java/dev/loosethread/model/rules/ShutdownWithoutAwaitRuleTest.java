package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** ShutdownWithoutAwait over facts made by hand. */
class ShutdownWithoutAwaitRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String EXECUTE = "java.util.concurrent.Executor#execute(java.lang.Runnable)";
  private final ClassBuilder type = new ClassBuilder("a.A");
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
}
