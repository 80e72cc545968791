package dev.loosethread.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.LocalExecutorNotShutDownRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Methods that make an executor, over facts made by hand. */
class OwnerFactoriesTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String FIXED = "java.util.concurrent.Executors#newFixedThreadPool(int)";

  private final ClassBuilder type = new ClassBuilder("a.A").modifiers(Modifier.PUBLIC).extended();
  private final Value.Local pool = type.local("pool", EXECUTOR);

  private static Value create(CodeBuilder code) {
    return code.callStatic(FIXED, EXECUTOR, new Value.Constant(2));
  }

  private Optional<OwnerKind> made(Consumer<CodeBuilder> code, Modifier... modifiers) {
    return made(type.method("make", List.of(), code, modifiers));
  }

  private Optional<OwnerKind> made(int method) {
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());
    return index.get(OwnerFactories.KEY).madeBy(index.facts().body(method));
  }

  @Test
  void staticMethodThatReturnsWhatItMakesIsAFactory() {
    assertThat(made(c -> c.returns(create(c)), Modifier.STATIC)).contains(OwnerKind.EXECUTOR);
  }

  @Test
  void publicMethodThatASubclassMayReplaceIsNone() {
    assertThat(made(c -> c.returns(create(c)), Modifier.PUBLIC)).isEmpty();
  }

  @Test
  void methodOfAFinalClassIsAFactory() {
    type.modifiers(Modifier.FINAL).kind(TypeFacts.Kind.CLASS);

    assertThat(made(c -> c.returns(create(c)), Modifier.PUBLIC)).contains(OwnerKind.EXECUTOR);
  }

  @Test
  void factoryMayUseWhatItMakesFirst() {
    assertThat(
            made(
                c -> {
                  c.assign(pool, create(c));
                  c.call(
                      pool, EXECUTOR + "#execute(java.lang.Runnable)", "void", c.lambda(l -> {}));
                  c.returns(pool);
                },
                Modifier.PRIVATE))
        .contains(OwnerKind.EXECUTOR);
  }

  @Test
  void factoryMayCallAnother() {
    int inner = type.method("inner", List.of(), c -> c.returns(create(c)), Modifier.STATIC);

    assertThat(made(c -> c.returns(c.callOwn(inner)), Modifier.STATIC))
        .contains(OwnerKind.EXECUTOR);
  }

  @Test
  void methodThatAlsoReturnsWhatOthersHaveIsNone() {
    Value.Field shared = type.field("shared", EXECUTOR, Modifier.STATIC, Modifier.FINAL);

    assertThat(
            made(
                c -> {
                  c.ifTrue(new Value.Unknown("boolean"), () -> c.returns(shared));
                  c.returns(create(c));
                },
                Modifier.STATIC))
        .isEmpty();
  }

  @Test
  void methodThatKeepsItInAFieldIsNone() {
    Value.Field kept = type.field("kept", EXECUTOR, Modifier.STATIC);

    assertThat(
            made(
                c -> {
                  c.assign(pool, create(c));
                  c.assign(kept, pool);
                  c.returns(pool);
                },
                Modifier.STATIC))
        .isEmpty();
  }

  @Test
  void methodThatGivesItToAnotherIsNone() {
    assertThat(
            made(
                c -> {
                  c.assign(pool, create(c));
                  c.callStatic("b.Registry#add(" + EXECUTOR + ")", "void", pool);
                  c.returns(pool);
                },
                Modifier.STATIC))
        .isEmpty();
  }

  @Test
  void methodWhoseShutdownHookEndsItIsNone() {
    assertThat(
            made(
                c -> {
                  c.assign(pool, create(c));
                  Value hook = c.lambda(l -> l.call(pool, EXECUTOR + "#shutdown()", "void"));
                  c.callStatic("b.Hooks#add(java.lang.Runnable)", "void", hook);
                  c.returns(pool);
                },
                Modifier.STATIC))
        .isEmpty();
  }

  @Test
  void methodThatReturnsNothingInsteadIsAFactory() {
    assertThat(
            made(
                c -> {
                  c.ifTrue(new Value.Unknown("boolean"), () -> c.returns(Value.NULL));
                  c.returns(create(c));
                },
                Modifier.STATIC))
        .contains(OwnerKind.EXECUTOR);
  }

  @Test
  void factoryTellsWhatKindItMakes() {
    int make =
        type.method(
            "make",
            List.of(),
            c ->
                c.returns(
                    c.callStatic(
                        "java.util.concurrent.Executors#newScheduledThreadPool(int)",
                        "java.util.concurrent.ScheduledExecutorService",
                        new Value.Constant(2))),
            Modifier.STATIC);

    assertThat(made(make)).contains(OwnerKind.SCHEDULED_EXECUTOR);
  }

  private static Value createScheduled(CodeBuilder code) {
    return code.callStatic(
        "java.util.concurrent.Executors#newScheduledThreadPool(int)",
        "java.util.concurrent.ScheduledExecutorService",
        new Value.Constant(2));
  }

  @Test
  void schedulerThatIsReturnedAsAPlainExecutorIsOne() {
    int plain =
        type.methodReturning(
            EXECUTOR, "plain", c -> c.returns(createScheduled(c)), Modifier.STATIC);
    int scheduled =
        type.methodReturning(
            "java.util.concurrent.ScheduledExecutorService",
            "scheduled",
            c -> c.returns(createScheduled(c)),
            Modifier.STATIC);

    assertThat(made(plain)).contains(OwnerKind.EXECUTOR);
    assertThat(made(scheduled)).contains(OwnerKind.SCHEDULED_EXECUTOR);
  }

  @Test
  void methodThatMakesNowOneKindAndNowAnotherIsNone() {
    assertThat(
            made(
                c -> {
                  c.ifTrue(new Value.Unknown("boolean"), () -> c.returns(createScheduled(c)));
                  c.returns(create(c));
                },
                Modifier.STATIC))
        .isEmpty();
  }

  @Test
  void factoryMayWrapWhatItMakes() {
    assertThat(
            made(
                c ->
                    c.returns(
                        c.callStatic(
                            "java.util.concurrent.Executors#unconfigurableExecutorService("
                                + EXECUTOR
                                + ")",
                            EXECUTOR,
                            create(c))),
                Modifier.STATIC))
        .contains(OwnerKind.EXECUTOR);
  }

  @Test
  void methodThatMayGiveItToAnotherIsNone() {
    assertThat(
            made(
                c -> {
                  c.assign(pool, create(c));
                  Value either = new Value.Choice(List.of(Value.NULL, pool));
                  c.callStatic("b.Registry#add(" + EXECUTOR + ")", "void", either);
                  c.returns(pool);
                },
                Modifier.STATIC))
        .isEmpty();
  }

  @Test
  void methodThatGivesAReferenceToItsShutdownToAnotherIsNone() {
    assertThat(
            made(
                c -> {
                  c.assign(pool, create(c));
                  Value end =
                      new Value.MethodReference(
                          pool,
                          CodeBuilder.key(EXECUTOR + "#shutdown()"),
                          OptionalInt.empty(),
                          "java.lang.Runnable");
                  c.callStatic("b.Hooks#add(java.lang.Runnable)", "void", end);
                  c.returns(pool);
                },
                Modifier.STATIC))
        .isEmpty();
  }

  @Test
  void methodThatGivesAReferenceToSomethingElseToAnotherIsAFactory() {
    assertThat(
            made(
                c -> {
                  c.assign(pool, create(c));
                  Value log =
                      new Value.MethodReference(
                          new Value.Unknown("b.Log"),
                          CodeBuilder.key("b.Log#flush()"),
                          OptionalInt.empty(),
                          "java.lang.Runnable");
                  c.callStatic("b.Hooks#add(java.lang.Runnable)", "void", log);
                  c.returns(pool);
                },
                Modifier.STATIC))
        .contains(OwnerKind.EXECUTOR);
  }

  @Test
  void callerThatForgetsWhatAPrivateFactoryMadeIsReported() {
    int make = type.method("make", List.of(), c -> c.returns(create(c)), Modifier.PRIVATE);
    type.method("work", c -> c.assign(pool, c.callOwn(make)));

    assertThat(type.findings(new LocalExecutorNotShutDownRule()))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("work() creates"));
  }

  @Test
  void callerThatShutsItDownIsNot() {
    int make = type.method("make", List.of(), c -> c.returns(create(c)), Modifier.PRIVATE);
    type.method(
        "work",
        c -> {
          c.assign(pool, c.callOwn(make));
          c.call(pool, EXECUTOR + "#shutdown()", "void");
        });

    assertThat(type.findings(new LocalExecutorNotShutDownRule())).isEmpty();
  }
}
