package dev.loosethread.model.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends {@code while (true)} loops that are made by hand. */
class LoopExitsTest {
  private static final String INTERRUPTED = "java.lang.InterruptedException";
  private static final String ILLEGAL_STATE = "java.lang.IllegalStateException";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Local bad = type.local("bad", "boolean");

  private Flow flow;

  /** The exits of the loop whose code this is. */
  private LoopExits forEver(Consumer<CodeBuilder> code) {
    return only(c -> c.forEver(() -> code.accept(c)));
  }

  /** The exits of the only loop in this code. */
  private LoopExits only(Consumer<CodeBuilder> code) {
    int method = type.method("m", code);
    ClassFacts facts = type.facts();
    Body body = facts.body(method);
    flow = body.flow();
    return new LoopExits(facts, body, new Loops(flow), flow.loops().get(0));
  }

  private int own(String name, Consumer<CodeBuilder> code) {
    return type.method(name, List.of(), code, Modifier.PRIVATE);
  }

  private static void work(CodeBuilder code) {
    code.callStatic("java.lang.System#nanoTime()", "long");
  }

  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  private static void asksForInterrupt(CodeBuilder code) {
    code.callStatic("java.lang.Thread#interrupted()", "boolean");
  }

  private void throwsIfBad(CodeBuilder code) {
    code.ifTrue(bad, () -> code.throwing(ILLEGAL_STATE));
  }

  @Test
  void exceptionThrownThroughAFinallyBlockEndsTheLoop() {
    LoopExits exits = forEver(c -> c.tryFinally(() -> throwsIfBad(c), () -> work(c)));

    assertThat(exits.isEndless()).isFalse();
  }

  @Test
  void finallyBlockWithoutAThrowDoesNotEndTheLoop() {
    LoopExits exits = forEver(c -> c.tryFinally(() -> work(c), () -> work(c)));

    assertThat(exits.isEndless()).isTrue();
  }

  @Test
  void exceptionThatAHandlerBehindAFinallyBlockMayMissEndsTheLoop() {
    LoopExits exits =
        forEver(
            c ->
                c.tryCatch(
                    () ->
                        c.tryFinally(
                            () -> c.ifTrue(bad, () -> c.throwing("java.lang.RuntimeException")),
                            () -> work(c)),
                    ILLEGAL_STATE,
                    () -> {}));

    assertThat(exits.isEndless()).isFalse();
  }

  @Test
  void exceptionThatIsCaughtBeforeAFinallyBlockDoesNotEndTheLoop() {
    LoopExits exits =
        forEver(
            c -> {
              c.tryCatch(() -> throwsIfBad(c), ILLEGAL_STATE, () -> work(c));
              c.tryCatch(() -> c.tryFinally(() -> work(c), () -> work(c)), ILLEGAL_STATE, () -> {});
            });

    assertThat(exits.isEndless()).isTrue();
  }

  @Test
  void exceptionThatIsCaughtAfterAFinallyBlockDoesNotEndTheLoop() {
    LoopExits exits =
        forEver(
            c -> {
              c.tryCatch(
                  () -> c.tryFinally(() -> throwsIfBad(c), () -> {}), ILLEGAL_STATE, () -> {});
              c.tryCatch(() -> c.tryFinally(() -> work(c), () -> work(c)), ILLEGAL_STATE, () -> {});
            });

    assertThat(exits.isEndless()).isTrue();
  }

  @Test
  void throwAfterTheLoopDoesNotEndIt() {
    LoopExits exits =
        only(
            c ->
                c.tryFinally(
                    () -> c.forEver(() -> c.tryFinally(() -> work(c), () -> work(c))),
                    () -> c.throwing(ILLEGAL_STATE)));

    assertThat(exits.isEndless()).isTrue();
  }

  @Test
  void methodThatThrowsOnPurposeThroughAnotherOneEndsTheLoop() {
    int inner = own("inner", this::throwsIfBad);
    int outer = own("outer", c -> c.callOwn(inner));

    assertThat(forEver(c -> c.callOwn(outer)).isEndless()).isFalse();
  }

  @Test
  void methodThatCallsItselfAndDoesNothingElseEndsNothing() {
    int again = own("again", CodeBuilder::callItself);

    LoopExits exits = forEver(c -> c.callOwn(again));

    assertThat(exits.isEndless()).isTrue();
    assertThat(exits.checksInterruption()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.System#exit(int)",
        "java.lang.Runtime#exit(int)",
        "java.lang.Runtime#halt(int)"
      })
  void endOfTheJvmEndsTheLoop(String exit) {
    int stop = own("stop", c -> c.callStatic(exit, "void", new Value.Constant(1)));
    int outer = own("outer", c -> c.callOwn(stop));

    assertThat(forEver(c -> c.callOwn(outer)).isEndless()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.System#gc()", "java.lang.Runtime#gc()", "b.B#exit()"})
  void otherCallsDoNot(String other) {
    int method = own("method", c -> c.callStatic(other, "void"));

    assertThat(forEver(c -> c.callOwn(method)).isEndless()).isTrue();
  }

  @Test
  void methodOfTheClassMayCheckForTheInterrupt() {
    int check = own("check", LoopExitsTest::asksForInterrupt);
    int outer = own("outer", c -> c.callOwn(check));

    assertThat(forEver(c -> c.callOwn(outer)).checksInterruption()).isTrue();
  }

  @Test
  void methodsThatCallNothingDoNotCheckForTheInterrupt() {
    int nothing = own("nothing", c -> {});
    int outer = own("outer", c -> c.callOwn(nothing));

    assertThat(forEver(c -> c.callOwn(outer)).checksInterruption()).isFalse();
  }

  @Test
  void checkBehindTheLoopIsNotInIt() {
    LoopExits exits =
        only(
            c -> {
              c.whileTrue(bad, () -> work(c));
              asksForInterrupt(c);
            });

    assertThat(exits.checksInterruption()).isFalse();
  }

  @Test
  void statementThatNeverRepeatsIsNoLoop() {
    assertThat(forEver(CodeBuilder::breaks).isLoop()).isFalse();
    assertThat(new LoopExitsTest().forEver(LoopExitsTest::work).isLoop()).isTrue();
  }

  @Test
  void handlerOfAnInterruptIsFoundOnlyInTheLoop() {
    LoopExits inside = forEver(c -> c.tryCatch(() -> sleep(c), INTERRUPTED, () -> work(c)));

    assertThat(inside.interruptHandlers())
        .singleElement()
        .satisfies(n -> assertThat(n.event()).isInstanceOf(Event.Catch.class));

    LoopExitsTest other = new LoopExitsTest();
    LoopExits outside =
        other.only(c -> c.tryCatch(() -> c.forEver(() -> sleep(c)), INTERRUPTED, () -> work(c)));

    assertThat(outside.interruptHandlers()).isEmpty();
  }

  @Test
  void interruptThatPassesAFinallyBlockFindsItsHandler() {
    LoopExits exits =
        forEver(
            c ->
                c.tryCatch(
                    () -> c.tryFinally(() -> sleep(c), () -> work(c)), INTERRUPTED, () -> {}));

    assertThat(exits.interruptHandlers()).hasSize(1);
  }

  @Test
  void interruptThatTheLoopThrowsItselfIsNone() {
    LoopExits exits =
        forEver(
            c ->
                c.tryCatch(
                    () -> c.ifTrue(bad, () -> c.throwing(INTERRUPTED)), INTERRUPTED, () -> {}));

    assertThat(exits.interruptHandlers()).isEmpty();
  }

  @Test
  void handlerOfAnotherExceptionIsNoHandlerOfTheInterrupt() {
    LoopExits exits =
        forEver(c -> c.tryCatch(() -> sleep(c), "java.lang.RuntimeException", () -> work(c)));

    assertThat(exits.interruptHandlers()).isEmpty();
    assertThat(flow.nodes()).noneMatch(n -> LoopExits.mayBeInterrupted(flow, n));
  }
}
