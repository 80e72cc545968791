package dev.loosethread.model.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.ExecutorNotShutDownRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/**
 * Who may end the pool of a class whose {@code close()} does not, over facts made by hand. It is
 * reported if nobody does.
 */
class OwnerUsesTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private final Value.Field pool = pool(EXECUTOR);

  private Value.Field pool(String declared) {
    Value.Field made = type.field("pool", declared);
    type.initializer(c -> c.assign(made, newPool(c)));
    return made;
  }

  private static Value newPool(CodeBuilder code) {
    return code.callStatic(
        "java.util.concurrent.Executors#newFixedThreadPool(int)", EXECUTOR, new Value.Constant(1));
  }

  private static void shutDown(CodeBuilder code, Value pool) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  private boolean isReported() {
    type.method("close", c -> {});
    return !type.findings(new ExecutorNotShutDownRule()).isEmpty();
  }

  private boolean isReportedWith(Consumer<CodeBuilder> work) {
    type.method("work", work);
    return isReported();
  }

  @Test
  void nobodyEndsAPoolThatIsOnlyCreated() {
    assertThat(isReported()).isTrue();
  }

  @Test
  void objectThatKeepsItMayEndIt() {
    Value.Local other = type.local("other", "a.A");
    Value.Field kept = type.field("kept", EXECUTOR, Modifier.PRIVATE);

    assertThat(
            isReportedWith(
                c -> c.assign(new Value.Field(kept.key(), other, EXECUTOR, false), pool)))
        .isFalse();
  }

  @Test
  void superclassThatKeepsItMayEndIt() {
    Value.Field inherited =
        new Value.Field(new FieldKey("b.Base", "kept"), type.self(), EXECUTOR, false);

    assertThat(isReportedWith(c -> c.assign(inherited, pool))).isFalse();
  }

  @Test
  void endThroughACopyOfACopyCounts() {
    Value.Field last = type.field("last", EXECUTOR, Modifier.PRIVATE);
    Value.Field copy = type.field("copy", EXECUTOR, Modifier.PRIVATE);
    type.method("first", c -> c.assign(last, copy));
    type.method("second", c -> c.assign(copy, pool));

    assertThat(isReportedWith(c -> shutDown(c, last))).isFalse();
  }

  @Test
  void oneOfTwoThatIsShutDownMayBeIt() {
    Value.Field other = type.field("other", EXECUTOR);

    assertThat(isReportedWith(c -> shutDown(c, new Value.Choice(List.of(pool, other))))).isFalse();
  }

  @Test
  void referenceToItsShutdownIsAnEnd() {
    assertThat(isReportedWith(c -> run(c, reference("shutdown")))).isFalse();
  }

  @Test
  void referenceToOneOfItsShutdownsIsAnEnd() {
    assertThat(
            isReportedWith(
                c ->
                    run(
                        c,
                        new Value.Choice(
                            List.of(reference("shutdown"), reference("shutdownNow"))))))
        .isFalse();
  }

  @Test
  void referenceToAnotherMethodIsNone() {
    assertThat(isReportedWith(c -> run(c, reference("isShutdown")))).isTrue();
  }

  private Value.MethodReference reference(String method) {
    return new Value.MethodReference(
        pool,
        CodeBuilder.key(EXECUTOR + "#" + method + "()"),
        OptionalInt.empty(),
        "java.lang.Runnable");
  }

  private static void run(CodeBuilder code, Value task) {
    code.callStatic("b.B#run(java.lang.Runnable)", "void", task);
  }

  @Test
  void methodOfTheProjectsOwnPoolMayEndItByAnyName() {
    assertThat(isReportedWith(c -> c.call(pool, "b.Pool#shutdownGracefully()", "void"))).isFalse();
  }

  @Test
  void otherMethodOfTheProjectsOwnPoolDoesNot() {
    assertThat(isReportedWith(c -> c.call(pool, "b.Pool#resume()", "void"))).isTrue();
  }

  @Test
  void methodThatMayReturnThePoolItselfLosesIt() {
    ClassBuilder own = new ClassBuilder("a.B");
    Value.Field made = own.field("pool", "b.Pool");
    own.initializer(c -> c.assign(made, newPool(c)));
    own.method("close", c -> {});
    assertThat(own.findings(new ExecutorNotShutDownRule())).hasSize(1);

    own.method(
        "work",
        c -> c.assign(own.local("same", "b.Pool"), c.call(made, "b.Pool#named()", "b.Pool")));
    assertThat(own.findings(new ExecutorNotShutDownRule())).isEmpty();
  }

  private static Value wrapped(CodeBuilder code, Value pool) {
    return code.callStatic(
        "java.util.concurrent.Executors#unconfigurableExecutorService(" + EXECUTOR + ")",
        EXECUTOR,
        pool);
  }

  @Test
  void wrapperDoesNotEndIt() {
    assertThat(isReportedWith(c -> c.assign(type.local("w", EXECUTOR), wrapped(c, pool)))).isTrue();
  }

  @Test
  void endOfItsWrapperIsItsEnd() {
    assertThat(isReportedWith(c -> shutDown(c, wrapped(c, pool)))).isFalse();
  }

  @Test
  void endOfWhatWasJustStoredIsItsEnd() {
    ClassBuilder own = new ClassBuilder("a.B");
    Value.Field made = own.field("pool", EXECUTOR, Modifier.PRIVATE);
    own.method("close", c -> {});
    own.method(
        "work",
        c -> {
          Value fresh = newPool(c);
          c.assign(made, fresh);
          shutDown(c, fresh);
        });

    assertThat(own.findings(new ExecutorNotShutDownRule())).isEmpty();
  }

  @Test
  void endOfWhatASetterIsGivenIsNotItsEnd() {
    ClassBuilder own = new ClassBuilder("a.B");
    Value.Field made = own.field("pool", EXECUTOR, Modifier.PRIVATE);
    Value.Local given = own.local("given", EXECUTOR);
    own.initializer(c -> c.assign(made, newPool(c)));
    own.method("close", c -> {});
    own.method(
        "setPool",
        List.of(given),
        c -> {
          c.assign(made, given);
          shutDown(c, given);
        },
        Modifier.PUBLIC);

    assertThat(own.findings(new ExecutorNotShutDownRule())).hasSize(1);
  }

  @Test
  void getterThatDoesMoreMayGiveItAway() {
    type.method(
        "getPool",
        c -> {
          c.callStatic("b.B#log()", "void");
          c.returns(pool);
        });
    type.method("close", c -> c.call(pool, EXECUTOR + "#isShutdown()", "boolean"));

    assertThat(type.findings(new ExecutorNotShutDownRule())).isEmpty();
  }

  @Test
  void getterOfAClassThatLendsItToTheJdkOnlyLendsItToo() {
    type.method("getPool", c -> c.returns(pool));
    type.method(
        "close",
        c ->
            c.callStatic(
                "java.util.concurrent.CompletableFuture"
                    + "#runAsync(java.lang.Runnable,java.util.concurrent.Executor)",
                "java.util.concurrent.CompletableFuture",
                c.lambda(l -> {}),
                pool));

    assertThat(type.findings(new ExecutorNotShutDownRule())).hasSize(1);
  }

  /** A class whose constructor, with this code, gets a pool. */
  private static ClassBuilder taker(
      String name, java.util.function.BiConsumer<CodeBuilder, Value> code) {
    ClassBuilder taker = new ClassBuilder(name);
    Value.Local given = taker.local("given", EXECUTOR);
    taker.constructor(List.of(given), c -> code.accept(c, given));
    return taker;
  }

  private static void giveTo(CodeBuilder code, String taker, Value pool) {
    code.create(taker + "#<init>(" + EXECUTOR + ")", pool);
  }

  private boolean isReportedIfGivenTo(ClassBuilder taker) {
    type.compilation(ClassBuilder.seeing(taker.facts()));
    return isReportedWith(c -> giveTo(c, taker.name, pool));
  }

  @Test
  void takerThatEndsItThroughAVariableTakesItOver() {
    ClassBuilder taker = new ClassBuilder("b.Taker");
    Value.Local variable = taker.local("variable", EXECUTOR);
    Value.Local given = taker.local("given", EXECUTOR);
    taker.constructor(
        List.of(given),
        c -> {
          c.assign(variable, given);
          shutDown(c, variable);
        });

    assertThat(isReportedIfGivenTo(taker)).isFalse();
  }

  @Test
  void takerThatGivesItToOneThatOnlyUsesItDoesNot() {
    ClassBuilder user = taker("c.User", (c, given) -> {});
    ClassBuilder taker = taker("b.Taker", (c, given) -> giveTo(c, "c.User", given));
    taker.compilation(ClassBuilder.seeing(user.facts()));

    assertThat(isReportedIfGivenTo(taker)).isTrue();
  }

  @Test
  void whatIsGivenOnIsFollowedThroughAnyNumberOfClasses() {
    ClassBuilder last = taker("d.Last", (c, given) -> {});
    ClassBuilder second = taker("c.Second", (c, given) -> giveTo(c, "d.Last", given));
    second.compilation(ClassBuilder.seeing(last.facts()));
    ClassBuilder first = taker("b.First", (c, given) -> giveTo(c, "c.Second", given));
    first.compilation(ClassBuilder.seeing(second.facts()));

    assertThat(isReportedIfGivenTo(first)).isTrue();
  }

  private static ClassBuilder keeper(Modifier... modifiers) {
    ClassBuilder keeper = new ClassBuilder("b.Keeper").modifiers(Modifier.PUBLIC);
    Value.Field kept = keeper.field("kept", EXECUTOR, modifiers);
    Value.Local given = keeper.local("given", EXECUTOR);
    keeper.constructor(List.of(given), c -> c.assign(kept, given));
    return keeper;
  }

  @Test
  void takerWhoseSubclassesSeeItMayEndIt() {
    assertThat(isReportedIfGivenTo(keeper(Modifier.PROTECTED).extended())).isFalse();
  }

  @Test
  void takerWithoutSubclassesThatOnlyKeepsItDoesNot() {
    assertThat(isReportedIfGivenTo(keeper(Modifier.PROTECTED))).isTrue();
  }

  @Test
  void takerThatKeepsItToItselfDoesNot() {
    assertThat(isReportedIfGivenTo(keeper(Modifier.PRIVATE).extended())).isTrue();
  }
}
