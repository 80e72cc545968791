package dev.loosethread.model.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.rules.ExecutorNotShutDownRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pools in fields leak, over facts made by hand. */
class FieldLeaksTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
  private static final String INTERRUPTED = "java.lang.InterruptedException";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private List<Finding> findings() {
    return type.findings(new ExecutorNotShutDownRule());
  }

  private static Value newPool(CodeBuilder code) {
    return code.callStatic(
        "java.util.concurrent.Executors#newFixedThreadPool(int)", EXECUTOR, new Value.Constant(1));
  }

  private Value.Field pool(Modifier... modifiers) {
    Value.Field pool = type.field("pool", EXECUTOR, modifiers);
    type.initializer(c -> c.assign(pool, newPool(c)));
    return pool;
  }

  private Value.Field pool() {
    return pool(Modifier.PRIVATE, Modifier.FINAL);
  }

  private static void shutDown(CodeBuilder code, Value pool) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  private static void execute(CodeBuilder code, Value pool, Consumer<CodeBuilder> task) {
    code.call(pool, EXECUTOR + "#execute(java.lang.Runnable)", "void", code.lambda(task));
  }

  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  private Remedy.ReleaseField remedy() {
    assertThat(findings()).hasSize(1);
    return (Remedy.ReleaseField) findings().get(0).remedy();
  }

  @Test
  void poolThatAGetterLendsIsOwnedIfTheEndMethodUsesIt() {
    Value.Field pool = pool();
    type.method("getPool", c -> c.returns(pool));
    int close = type.method("close", c -> execute(c, pool, l -> {}));

    assertThat(remedy().place().method()).hasValue(close);
  }

  @Test
  void poolOfALazyGetterIsOwnedIfTheClassUsesIt() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    Value.Field made = type.field("made", "boolean", Modifier.PRIVATE);
    type.method(
        "getPool",
        c -> {
          c.ifFalse(made, () -> c.assign(pool, newPool(c)));
          c.returns(pool);
        });
    type.method("work", c -> execute(c, pool, l -> {}));
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void poolThatAGetterLendsIsOwnedIfTheClassUsesIt() {
    Value.Field pool = pool();
    type.method("getPool", c -> c.returns(pool));
    type.method("work", c -> execute(c, pool, l -> {}));
    int close = type.method("close", c -> {});

    assertThat(remedy().place().method()).hasValue(close);
  }

  @Test
  void singletonMayHaveMethods() {
    pool();
    Value.Field instance = type.field("instance", "a.A", Modifier.PRIVATE, Modifier.STATIC);
    type.staticInitializer(c -> c.assign(instance, c.create("a.A#<init>()")));
    type.constructor(List.of(), c -> {}, Modifier.PRIVATE);
    type.method("work", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void classThatAnybodyCanCreateIsNoSingleton() {
    pool();
    type.field("shared", "a.A", Modifier.PRIVATE, Modifier.STATIC);
    type.constructor(List.of(), c -> {}, Modifier.PUBLIC);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void classOfWhichNoInstanceIsKeptIsNoSingleton() {
    pool();
    type.field("shared", "b.B", Modifier.PRIVATE, Modifier.STATIC);
    type.constructor(List.of(), c -> {}, Modifier.PRIVATE);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void instanceMainMethodMakesAProgram() {
    pool();
    type.method("main", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void methodNamedMainWithOtherParametersMakesNone() {
    pool();
    type.method("main", List.of(type.local("n", "int")), c -> {}, Modifier.PUBLIC);

    assertThat(findings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.junit.Test",
        "org.junit.jupiter.api.Test",
        "org.junit.jupiter.params.ParameterizedTest"
      })
  void testNeedsNoEndMethod(String annotation) {
    pool();
    type.annotatedMethod(annotation, "works");

    assertThat(findings()).isEmpty();
  }

  @Test
  void otherAnnotationsMakeNoTest() {
    pool();
    type.annotatedMethod("java.lang.Deprecated", "works");

    assertThat(findings()).hasSize(1);
  }

  @Test
  void releaseThatOnlyUndoesAFailedStartIsNotTheEnd() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    type.method(
        "start",
        c -> {
          c.assign(pool, newPool(c));
          c.tryCatch(() -> sleep(c), INTERRUPTED, () -> shutDown(c, pool));
        });
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void releaseAtTheEndOfTheMethodThatCreatesItIs() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    type.method(
        "work",
        c -> {
          c.assign(pool, newPool(c));
          sleep(c);
          shutDown(c, pool);
        });
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseBeforeAnotherIsMadeIsNotTheEnd() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    type.method(
        "reset",
        c -> {
          shutDown(c, pool);
          c.assign(pool, newPool(c));
        });
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void releaseInAHandlerOfAnotherMethodIsTheEnd() {
    Value.Field pool = pool();
    type.method("work", c -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> shutDown(c, pool)));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void classOfThePackageThatHandsItOnMayEndIt() {
    Value.Field pool = pool(Modifier.FINAL);
    type.method("close", c -> {});
    type.compilation(accessing(pool, (c, field) -> c.callStatic("c.C#keep(x)", "void", field)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void classOfThePackageThatOnlyUsesItDoesNot() {
    Value.Field pool = pool(Modifier.FINAL);
    type.method("close", c -> {});
    type.compilation(accessing(pool, (c, field) -> execute(c, field, l -> {})));

    assertThat(findings()).hasSize(1);
  }

  /** Sees another class, which does this with the pool. */
  private static CompilationView accessing(
      Value.Field pool, java.util.function.BiConsumer<CodeBuilder, Value> use) {
    ClassBuilder other = new ClassBuilder("a.B");
    Value.Local a = other.local("a", "a.A");
    other.method("use", c -> use.accept(c, new Value.Field(pool.key(), a, EXECUTOR, false)));
    ClassFacts seen = other.facts();
    return new CompilationView() {
      @Override
      public List<ClassFacts> accessesTo(FieldKey field) {
        return List.of(seen);
      }

      @Override
      public List<ClassFacts> superclassesOf(String name) {
        return List.of();
      }
    };
  }

  @Test
  void poolWhoseTaskRunsForEverIsToBeInterruptedFirst() {
    Value.Field pool = pool();
    type.method("start", c -> execute(c, pool, l -> l.forEver(() -> sleep(l))));

    assertThat(remedy().action().interruptFirst()).isTrue();
  }

  @Test
  void poolWhoseTaskLoopsOnSomethingElseIsNot() {
    Value.Field pool = pool();
    Value.Local more = type.local("more", "boolean");
    type.method("start", c -> execute(c, pool, l -> l.whileTrue(more, () -> sleep(l))));

    assertThat(remedy().action().interruptFirst()).isFalse();
  }

  @Test
  void poolWhoseTaskEndsIsNot() {
    Value.Field pool = pool();
    type.method("start", c -> execute(c, pool, FieldLeaksTest::sleep));

    assertThat(remedy().action().interruptFirst()).isFalse();
  }

  @Test
  void poolThatOnlyTheDeclarationAssignsIsNeverNull() {
    pool(Modifier.PRIVATE);

    assertThat(remedy().mayBeNull()).isFalse();
    assertThat(remedy().creations()).hasSize(1);
  }

  @Test
  void poolThatAMethodAssignsTooMayBeNull() {
    Value.Field pool = pool(Modifier.PRIVATE);
    type.method("clear", c -> c.assign(pool, Value.NULL));

    assertThat(remedy().mayBeNull()).isTrue();
  }

  /** The pool of a constructor that a static method with this name calls. */
  private void passedInBy(String caller) {
    Value.Field pool = type.field("pool", EXECUTOR);
    Value.Local given = type.local("given", EXECUTOR);
    int constructor =
        type.constructor(List.of(given), c -> c.assign(pool, given), Modifier.PRIVATE);
    type.method("close", c -> {});
    type.method(
        caller,
        List.of(),
        c -> c.returns(c.callOwn(constructor, newPool(c))),
        Modifier.PUBLIC,
        Modifier.STATIC);
  }

  @Test
  void poolThatAFactoryMethodPassesInIsOwned() {
    passedInBy("create");

    assertThat(findings()).hasSize(1);
  }

  @Test
  void poolThatTheMainMethodPassesInBelongsToTheProgram() {
    passedInBy("main");

    assertThat(findings()).isEmpty();
  }

  @Test
  void coreThreadsThatMayTimeOutNeedNoShutdown() {
    Value.Field pool = pool();
    type.method("close", c -> {});
    type.method("lean", c -> allowCoreThreadTimeOut(c, pool, true));

    assertThat(findings()).isEmpty();
  }

  @Test
  void coreThreadsThatMayNotDo() {
    Value.Field pool = pool();
    type.method("close", c -> {});
    type.method("fat", c -> allowCoreThreadTimeOut(c, pool, false));

    assertThat(findings()).hasSize(1);
  }

  private static void allowCoreThreadTimeOut(CodeBuilder code, Value pool, boolean may) {
    code.call(pool, POOL + "#allowCoreThreadTimeOut(boolean)", "void", new Value.Constant(may));
  }

  @Test
  void oneOfSeveralArgumentsWithoutAParameterMayGoAnywhere() {
    Value.Field pool = pool();
    type.method("close", c -> {});
    type.method("lend", c -> c.callStatic("b.B#keep(java.lang.Object)", "void", Value.NULL, pool));

    assertThat(findings()).isEmpty();
  }

  @Test
  void plainExecutorCannotBeShutDownByItsUser() {
    Value.Field pool = pool();
    type.method("close", c -> {});
    type.method("lend", c -> c.callStatic("b.B#keep(java.util.concurrent.Executor)", "void", pool));

    assertThat(findings()).hasSize(1);
  }
}
