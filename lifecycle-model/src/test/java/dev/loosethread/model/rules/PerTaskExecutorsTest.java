package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Executors that make a thread for each task keep none: the rules about executors that are not shut
 * down leave them alone, and find the fixed pools that stand in their place.
 */
class PerTaskExecutorsTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private static Value make(CodeBuilder code, String factory) {
    String method = "java.util.concurrent.Executors#" + factory;
    return factory.endsWith("()")
        ? code.callStatic(method, EXECUTOR)
        : code.callStatic(method, EXECUTOR, Value.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "newVirtualThreadPerTaskExecutor(), 0",
    "newThreadPerTaskExecutor(java.util.concurrent.ThreadFactory), 0",
    "newFixedThreadPool(int), 1"
  })
  void inAFieldThatNothingShutsDown(String factory, int findings) {
    Value.Field pool = type.field("pool", EXECUTOR);
    type.initializer(c -> c.assign(pool, make(c, factory)));
    type.method("close", c -> {});

    assertThat(findings(new ExecutorNotShutDownRule())).hasSize(findings);
    assertThat(findings(new ScheduledExecutorNotShutDownRule())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "newVirtualThreadPerTaskExecutor(), 0",
    "newThreadPerTaskExecutor(java.util.concurrent.ThreadFactory), 0",
    "newFixedThreadPool(int), 1"
  })
  void inALocalVariable(String factory, int findings) {
    Value.Local pool = type.local("pool", EXECUTOR);
    type.method("work", c -> c.assign(pool, make(c, factory)));

    assertThat(findings(new LocalExecutorNotShutDownRule())).hasSize(findings);
  }

  @ParameterizedTest
  @CsvSource({
    "newVirtualThreadPerTaskExecutor(), 0",
    "newThreadPerTaskExecutor(java.util.concurrent.ThreadFactory), 0",
    "newFixedThreadPool(int), 1"
  })
  void inPlaceOfTheOneBefore(String factory, int findings) {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    type.method("close", c -> c.call(pool, EXECUTOR + "#shutdown()", "void"));
    type.method("refresh", c -> c.assign(pool, make(c, factory)));

    assertThat(findings(new ExecutorReplacedWithoutShutdownRule())).hasSize(findings);
  }

  private List<Finding> findings(Rule rule) {
    return type.findings(rule);
  }
}
