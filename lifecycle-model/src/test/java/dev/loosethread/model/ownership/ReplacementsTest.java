package dev.loosethread.model.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Compare;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.ExecutorReplacedWithoutShutdownRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows that a field has no live owner any more, over facts made by hand. */
class ReplacementsTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);

  private void make(CodeBuilder code) {
    code.assign(
        pool,
        code.callStatic(
            "java.util.concurrent.Executors#newFixedThreadPool(int)",
            EXECUTOR,
            new Value.Constant(2)));
  }

  private void shutDown(CodeBuilder code) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  /** Returns whether {@code refresh()}, with this code, replaces a live pool. */
  private boolean isReplacedBy(Consumer<CodeBuilder> code) {
    type.method("refresh", code);
    return isReplaced();
  }

  private boolean isReplaced() {
    return !type.findings(new ExecutorReplacedWithoutShutdownRule()).isEmpty();
  }

  private boolean isReplacedAfter(Consumer<CodeBuilder> before) {
    return isReplacedBy(
        c -> {
          before.accept(c);
          make(c);
        });
  }

  private void makeIf(CodeBuilder code, Value value) {
    code.ifTrue(value, () -> make(code));
  }

  @Test
  void helperThatShutsItDownEndsIt() {
    int drop = type.method("drop", List.of(), this::shutDown, Modifier.PRIVATE);

    assertThat(isReplacedAfter(c -> c.callOwn(drop))).isFalse();
  }

  @Test
  void endMethodEndsItWhateverItDoes() {
    int close = type.method("close", c -> {});

    assertThat(isReplacedAfter(c -> c.callOwn(close))).isFalse();
  }

  @Test
  void helperThatDoesSomethingElseDoesNot() {
    int log = type.method("log", List.of(), c -> {}, Modifier.PRIVATE);

    assertThat(isReplacedAfter(c -> c.callOwn(log))).isTrue();
  }

  @Test
  void inheritedMethodWithTheNameOfAnEndEndsIt() {
    assertThat(isReplacedAfter(c -> c.call(type.self(), "b.Base#shutdownAll()", "void"))).isFalse();
  }

  @Test
  void endMethodOfTheSuperclassEndsIt() {
    assertThat(isReplacedAfter(c -> c.callSuper("b.Base#close()"))).isFalse();
  }

  @Test
  void inheritedMethodOfAnotherNameDoesNot() {
    assertThat(isReplacedAfter(c -> c.call(type.self(), "b.Base#log()", "void"))).isTrue();
  }

  @Test
  void endOfAnotherObjectDoesNot() {
    Value.Field other = type.field("other", "b.Other");

    assertThat(isReplacedAfter(c -> c.call(other, "b.Other#close()", "void"))).isTrue();
  }

  @Test
  void fieldThatWasClearedHoldsNothing() {
    assertThat(isReplacedAfter(c -> c.assign(pool, Value.NULL))).isFalse();
  }

  @Test
  void anotherFieldThatWasClearedTellsNothing() {
    Value.Field other = type.field("other", EXECUTOR, Modifier.PRIVATE);

    assertThat(isReplacedAfter(c -> c.assign(other, Value.NULL))).isTrue();
  }

  @Test
  void valueInAnotherFieldTellsNothing() {
    Value.Field count = type.field("count", "int", Modifier.PRIVATE);

    assertThat(isReplacedAfter(c -> c.assign(count, new Value.Constant(1)))).isTrue();
  }

  @Test
  void comparisonWithNullMayHaveTheFieldOnTheRight() {
    assertThat(
            isReplacedBy(c -> c.when(new Compare(Value.NULL, "==", pool), () -> make(c), () -> {})))
        .isFalse();
  }

  @Test
  void stateThatIsComparedTellsThatThereIsNone() {
    Value.Field state = type.field("state", "a.State", Modifier.PRIVATE);
    Value stopped = new Value.Unknown("a.State");

    assertThat(
            isReplacedBy(c -> c.when(new Compare(state, "==", stopped), () -> make(c), () -> {})))
        .isFalse();
  }

  @Test
  void orderOfNumbersTellsNothing() {
    Value.Field state = type.field("state", "a.State", Modifier.PRIVATE);

    assertThat(
            isReplacedBy(
                c ->
                    c.when(
                        new Compare(state, "<", new Value.Constant(1)), () -> make(c), () -> {})))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "long", "short"})
  void numberThatIsComparedTellsNothing(String number) {
    Value.Field count = type.field("count", number, Modifier.PRIVATE);

    assertThat(
            isReplacedBy(
                c ->
                    c.when(
                        new Compare(count, "==", new Value.Constant(0)), () -> make(c), () -> {})))
        .isTrue();
  }

  @Test
  void parameterTellsNothing() {
    Value.Local force = type.local("force", "boolean");

    assertThat(isReplacedBy(c -> makeIf(c, force))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"isShutdown", "isShuttingDown", "isTerminated", "isClosed", "isDisposed"})
  void questionForTheEndOfWhateverIsAskedTellsIt(String question) {
    assertThat(
            isReplacedBy(
                c -> {
                  Value current = c.callStatic("b.B#current()", "b.Pool");
                  makeIf(c, c.call(current, "b.Pool#" + question + "()", "boolean"));
                }))
        .isFalse();
  }

  @Test
  void otherQuestionToSomethingElseTellsNothing() {
    assertThat(isReplacedBy(c -> makeIf(c, c.callStatic("b.B#isReady()", "boolean")))).isTrue();
  }

  @Test
  void questionToTheObjectItselfTellsIt() {
    assertThat(isReplacedBy(c -> makeIf(c, c.call(type.self(), "b.Base#isIdle()", "boolean"))))
        .isFalse();
  }

  @Test
  void questionToAnOwnFieldTellsIt() {
    Value.Field flag = type.field("flag", "java.util.concurrent.atomic.AtomicBoolean");

    assertThat(
            isReplacedBy(
                c ->
                    makeIf(
                        c,
                        c.call(
                            flag, "java.util.concurrent.atomic.AtomicBoolean#get()", "boolean"))))
        .isFalse();
  }

  @Test
  void variableThatHoldsAStateTellsIt() {
    Value.Field stopped = type.field("stopped", "boolean", Modifier.PRIVATE);
    Value.Local was = type.local("was", "boolean");

    assertThat(
            isReplacedBy(
                c -> {
                  c.assign(was, stopped);
                  makeIf(c, was);
                }))
        .isFalse();
  }

  @Test
  void variableThatHoldsANumberTellsNothing() {
    Value.Field count = type.field("count", "int", Modifier.PRIVATE);
    Value.Local was = type.local("was", "int");

    assertThat(
            isReplacedBy(
                c -> {
                  c.assign(was, count);
                  makeIf(c, was);
                }))
        .isTrue();
  }

  /** {@code refreshPool()}, which this method calls. */
  private void helperCalledBy(String name, Consumer<CodeBuilder> before) {
    int helper = type.method("refreshPool", List.of(), this::make, Modifier.PRIVATE);
    type.method(
        name,
        c -> {
          before.accept(c);
          c.callOwn(helper);
        });
  }

  @Test
  void helperWhoseCallerStopsFirstReplacesNothing() {
    helperCalledBy("work", this::shutDown);

    assertThat(isReplaced()).isFalse();
  }

  @Test
  void helperWhoseCallerDoesNotReplacesIt() {
    helperCalledBy("work", c -> {});

    assertThat(isReplaced()).isTrue();
  }

  @Test
  void helperOfAStartMethodReplacesNothing() {
    helperCalledBy("start", c -> {});

    assertThat(isReplaced()).isFalse();
  }

  @Test
  void helperWhoseCallerKeepsTheOldOneReplacesNothing() {
    Value.Local old = type.local("old", EXECUTOR);
    helperCalledBy("work", c -> c.assign(old, pool));

    assertThat(isReplaced()).isFalse();
  }

  @Test
  void helperThatOnlyCallsItselfIsNeverReached() {
    type.method(
        "refreshPool",
        List.of(),
        c -> {
          make(c);
          c.callItself();
        },
        Modifier.PRIVATE);

    assertThat(isReplaced()).isFalse();
  }
}
