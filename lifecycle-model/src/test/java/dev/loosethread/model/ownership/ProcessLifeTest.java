package dev.loosethread.model.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.ExecutorNotShutDownRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What lives as long as the process and needs no end, over facts made by hand. */
class ProcessLifeTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";

  private static ClassBuilder withPool(String name) {
    ClassBuilder type = new ClassBuilder(name);
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    type.initializer(
        c ->
            c.assign(
                pool,
                c.callStatic(
                    "java.util.concurrent.Executors#newFixedThreadPool(int)",
                    EXECUTOR,
                    new Value.Constant(1))));
    return type;
  }

  private static boolean isFound(ClassBuilder type) {
    return !type.findings(new ExecutorNotShutDownRule()).isEmpty();
  }

  private static Value create(CodeBuilder code) {
    return code.create("a.A#<init>()");
  }

  private static ClassBuilder singleton() {
    ClassBuilder type = withPool("a.A");
    Value.Field only = type.field("only", "a.A", Modifier.PRIVATE, Modifier.STATIC);
    type.constructor(List.of(), c -> {}, Modifier.PRIVATE);
    type.method("get", List.of(), c -> c.assign(only, create(c)), Modifier.STATIC);
    return type;
  }

  @Test
  void objectThatOnlyAStaticFieldKeepsNeedsNoEnd() {
    assertThat(isFound(singleton())).isFalse();
  }

  @Test
  void classThatAlsoMakesOtherObjectsNeedsOne() {
    ClassBuilder type = singleton();
    type.method("make", List.of(), c -> c.returns(create(c)), Modifier.STATIC);

    assertThat(isFound(type)).isTrue();
  }

  @Test
  void singletonWithAnEndMethodHasAnEnd() {
    ClassBuilder type = singleton();
    type.method("close", c -> {});

    assertThat(isFound(type)).isTrue();
  }

  @Test
  void classOfWhichAFrameworkMakesOneObjectNeedsNoEnd() {
    assertThat(isFound(withPool("a.A"))).isTrue();
    assertThat(isFound(withPool("a.A").annotated("javax.inject.Singleton"))).isFalse();
  }

  @Test
  void packageOfExamplesDoesNotExcuseAClassThatKeepsThreads() {
    assertThat(isFound(withPool("a.examples.A"))).isTrue();
  }
}
