package dev.loosethread.model.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What may throw out of a method, over facts made by hand. */
class ThrownExceptionsTest {
  private static final String ILLEGAL_STATE = "java.lang.IllegalStateException";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private Optional<String> outOf(Consumer<CodeBuilder> code) {
    int method = type.method("m", code);
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());
    return new ThrownExceptions(index).outOf(index.facts().body(method));
  }

  private int own(String name, Consumer<CodeBuilder> code) {
    return type.method(name, List.of(), code, Modifier.PRIVATE);
  }

  private static void throwing(CodeBuilder code) {
    code.throwing(ILLEGAL_STATE);
  }

  /** Declares a checked exception. */
  private static void risky(CodeBuilder code) {
    code.callStatic("b.Remote#get(long,long)", "void");
  }

  @Test
  void throwIsNamedWithItsMethod() {
    assertThat(outOf(ThrownExceptionsTest::throwing)).contains("m() throws IllegalStateException");
  }

  @Test
  void errorIsNobodysToCatch() {
    assertThat(outOf(c -> c.throwing("java.lang.AssertionError"))).isEmpty();
  }

  @Test
  void callThatDeclaresACheckedExceptionIsRisky() {
    assertThat(outOf(ThrownExceptionsTest::risky)).contains("Remote.get() may throw");
  }

  @Test
  void callThatDeclaresACheckedExceptionIsNotCertainToThrow() {
    int risky = type.method("a", ThrownExceptionsTest::risky);
    int throwing = type.method("b", ThrownExceptionsTest::throwing);
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());
    ThrownExceptions certain = ThrownExceptions.certain(index);

    assertThat(certain.outOf(index.facts().body(risky))).isEmpty();
    assertThat(certain.outOf(index.facts().body(throwing))).isPresent();
  }

  @Test
  void callThatDeclaresOnlyAnInterruptIsNot() {
    assertThat(outOf(c -> c.callStatic("b.Remote#await()", "void"))).isEmpty();
  }

  @Test
  void throwIsFollowedThroughAFewMethods() {
    int third = own("third", c -> c.throwing("b.Failure"));
    int second = own("second", c -> c.callOwn(third));
    int first = own("first", c -> c.callOwn(second));
    type.libraryType("b.Failure", "java.lang.RuntimeException");

    assertThat(outOf(c -> c.callOwn(first))).contains("third() throws Failure");
  }

  @Test
  void throwIsNotFollowedThroughMany() {
    type.libraryType("b.Failure", "java.lang.RuntimeException");
    int fourth = own("fourth", c -> c.throwing("b.Failure"));
    int third = own("third", c -> c.callOwn(fourth));
    int second = own("second", c -> c.callOwn(third));
    int first = own("first", c -> c.callOwn(second));

    assertThat(outOf(c -> c.callOwn(first))).isEmpty();
  }

  @Test
  void lambdaThatIsRunAtOnceThrows() {
    Value.Field items = type.field("items", "java.lang.Iterable");

    assertThat(outOf(c -> forEach(c, items, c.lambda(ThrownExceptionsTest::risky))))
        .contains("Remote.get() may throw");
  }

  @Test
  void lambdaThatIsRunLaterDoesNot() {
    Value.Field other = type.field("other", "b.Other");

    assertThat(
            outOf(
                c ->
                    c.call(
                        other,
                        "b.Other#keep(java.lang.Runnable)",
                        "void",
                        c.lambda(ThrownExceptionsTest::risky))))
        .isEmpty();
  }

  private static void forEach(CodeBuilder code, Value items, Value function) {
    code.call(items, "java.lang.Iterable#forEach(java.util.function.Consumer)", "void", function);
  }

  @Test
  void methodThatIsRunAtOnceByReferenceThrows() {
    Value.Field items = type.field("items", "java.lang.Iterable");
    int work = own("work", ThrownExceptionsTest::risky);

    assertThat(
            outOf(
                c ->
                    forEach(
                        c,
                        items,
                        new Value.MethodReference(
                            type.self(),
                            type.key(work),
                            java.util.OptionalInt.of(work),
                            "java.util.function.Consumer"))))
        .contains("Remote.get() may throw");
  }

  @Test
  void exceptionThatPassesAFinallyBlockEscapes() {
    assertThat(outOf(c -> c.tryFinally(() -> risky(c), () -> {})))
        .contains("Remote.get() may throw");
  }

  @Test
  void exceptionThatIsCaughtBehindAFinallyBlockDoesNot() {
    assertThat(
            outOf(
                c ->
                    c.tryCatch(
                        () -> c.tryFinally(() -> throwing(c), () -> {}),
                        "java.lang.Throwable",
                        () -> {})))
        .isEmpty();
  }

  @Test
  void throwStatementItselfIsNamed() {
    type.method("m", ThrownExceptionsTest::throwing);
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());

    assertThat(
            new ThrownExceptions(index)
                .outOf(
                    new dev.loosethread.model.facts.Event.Throw(
                        ILLEGAL_STATE, type.place("throw"))))
        .contains("a throw of IllegalStateException");
  }

  @Test
  void methodOfAnotherClassIsReadThere() {
    ClassBuilder other = new ClassBuilder("b.Other");
    other.method("work", ThrownExceptionsTest::risky);
    type.compilation(ClassBuilder.seeing(other.facts()));

    assertThat(outOf(c -> c.callStatic("b.Other#work()", "void")))
        .contains("Remote.get() may throw");
  }
}
