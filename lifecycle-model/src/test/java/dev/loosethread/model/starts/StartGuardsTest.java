package dev.loosethread.model.starts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Compare;
import dev.loosethread.model.facts.Event.Test.InstanceOf;
import dev.loosethread.model.facts.Event.Test.Opaque;
import dev.loosethread.model.facts.Event.Test.Truth;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.UnguardedStartRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stop a second call of a start method, over facts made by hand. */
class StartGuardsTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String ILLEGAL_STATE = "java.lang.IllegalStateException";

  private final ClassBuilder type = new ClassBuilder("a.A").extending("b.Base");
  private final Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);
  private final Value.Local given = type.local("given", "java.lang.Object");

  private void launch(CodeBuilder code) {
    code.assign(thread, code.create("java.lang.Thread#<init>(java.lang.Runnable)", Value.UNKNOWN));
    code.call(thread, "java.lang.Thread#start()", "void");
  }

  /** Returns whether {@code start(given)}, which does this first, is guarded by it. */
  private boolean isGuardedBy(Consumer<CodeBuilder> before) {
    type.method(
        "start",
        List.of(given),
        c -> {
          before.accept(c);
          launch(c);
        },
        Modifier.PUBLIC);
    return type.findings(new UnguardedStartRule()).isEmpty();
  }

  /** The same for {@code if (test) throw new IllegalStateException()}. */
  private boolean isGuardedByTest(dev.loosethread.model.facts.Event.Test test) {
    return isGuardedBy(c -> c.when(test, () -> c.throwing(ILLEGAL_STATE), () -> {}));
  }

  private int own(String name, Consumer<CodeBuilder> code, Modifier... modifiers) {
    return type.method(name, List.of(), code, modifiers);
  }

  @Test
  void nothingGuardsAStartThatOnlyStarts() {
    assertThat(isGuardedBy(c -> {})).isFalse();
  }

  @Test
  void throwIfThereIsAThreadGuards() {
    assertThat(isGuardedByTest(new Compare(thread, "!=", Value.NULL))).isTrue();
  }

  @Test
  void throwIfThereIsAThreadGuardsInEitherOrder() {
    assertThat(isGuardedByTest(new Compare(Value.NULL, "!=", thread))).isTrue();
  }

  @Test
  void throwIfTheArgumentIsMissingDoesNot() {
    assertThat(isGuardedByTest(new Compare(given, "==", Value.NULL))).isFalse();
  }

  @Test
  void throwThatOnlyTheArgumentCausesDoesNot() {
    assertThat(isGuardedByTest(new Truth(given))).isFalse();
  }

  @Test
  void throwThatOnlyTheTypeOfTheArgumentCausesDoesNot() {
    assertThat(isGuardedByTest(new InstanceOf(given, "java.lang.String"))).isFalse();
  }

  @Test
  void throwThatTheTypeOfAFieldCausesMay() {
    assertThat(isGuardedByTest(new InstanceOf(thread, "b.Special"))).isTrue();
  }

  @Test
  void testThatIsNotUnderstoodMay() {
    assertThat(isGuardedByTest(new Opaque())).isTrue();
  }

  @Test
  void throwThatAVariableCausesMay() {
    assertThat(isGuardedByTest(new Truth(type.local("state", "boolean")))).isTrue();
  }

  @Test
  void throwIfTheCallerIsInterruptedDoesNot() {
    assertThat(
            isGuardedBy(
                c ->
                    c.ifTrue(
                        c.callStatic("java.lang.Thread#interrupted()", "boolean"),
                        () -> c.throwing(ILLEGAL_STATE))))
        .isFalse();
  }

  @Test
  void startOfTheSuperclassMay() {
    assertThat(isGuardedBy(c -> c.callSuper("b.Base#start()"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compareAndSet", "getAndSet", "tryLock", "putIfAbsent"})
  void transitionOfAStateGuards(String transition) {
    Value.Field state = type.field("state", "b.State");

    assertThat(isGuardedBy(c -> c.call(state, "b.State#" + transition + "(x)", "void", given)))
        .isTrue();
  }

  @Test
  void otherCallOnAFieldDoesNot() {
    Value.Field state = type.field("state", "b.State");

    assertThat(isGuardedBy(c -> c.call(state, "b.State#log(x)", "void", given))).isFalse();
  }

  @Test
  void checkOfAnArgumentMayGuard() {
    assertThat(isGuardedBy(c -> c.callStatic("b.Preconditions#checkState(boolean)", "void", given)))
        .isTrue();
  }

  @Test
  void checkOfNothingDoesNot() {
    assertThat(isGuardedBy(c -> c.callStatic("b.Preconditions#checkState()", "void"))).isFalse();
  }

  @Test
  void inheritedMethodMayCheckTheState() {
    assertThat(isGuardedBy(c -> c.call(type.self(), "b.Base#prepare()", "void"))).isTrue();
  }

  @Test
  void inheritedMethodWhoseResultIsUsedDoesNot() {
    assertThat(
            isGuardedBy(
                c ->
                    c.assign(
                        type.local("name", "java.lang.String"),
                        c.call(type.self(), "b.Base#name()", "java.lang.String"))))
        .isFalse();
  }

  @Test
  void helperThatThrowsGuards() {
    int check = own("check", c -> c.throwing(ILLEGAL_STATE), Modifier.PRIVATE);

    assertThat(isGuardedBy(c -> c.callOwn(check))).isTrue();
  }

  @Test
  void helperThatTestsAndSetsAStateGuards() {
    Value.Field state = type.field("state", "b.State");
    int check =
        own(
            "check",
            c -> c.call(state, "b.State#compareAndSet(x,y)", "void", given, given),
            Modifier.PRIVATE);

    assertThat(isGuardedBy(c -> c.callOwn(check))).isTrue();
  }

  @Test
  void helperThatDoesSomethingElseDoesNot() {
    int log = own("log", c -> c.callStatic("b.Log#write()", "void"), Modifier.PRIVATE);

    assertThat(isGuardedBy(c -> c.callOwn(log))).isFalse();
  }

  @Test
  void helperThatSubclassesMayReplaceMay() {
    int hook = own("hook", c -> {}, Modifier.PROTECTED);

    assertThat(isGuardedBy(c -> c.callOwn(hook))).isTrue();
  }

  @Test
  void privateEndMethodGuards() {
    int stop = own("stop", c -> {}, Modifier.PRIVATE);

    assertThat(isGuardedBy(c -> c.callOwn(stop))).isTrue();
  }

  @Test
  void helperThatInterruptsTheOldThreadMakesItARestart() {
    int drop =
        own("drop", c -> c.call(thread, "java.lang.Thread#interrupt()", "void"), Modifier.PRIVATE);

    assertThat(isGuardedBy(c -> c.callOwn(drop))).isTrue();
  }

  @Test
  void interruptOfTheOldThreadInAVariableMakesItARestart() {
    Value.Local old = type.local("old", THREAD);

    assertThat(
            isGuardedBy(
                c -> {
                  c.assign(old, thread);
                  c.call(old, "java.lang.Thread#interrupt()", "void");
                }))
        .isTrue();
  }

  @Test
  void interruptOfAnotherThreadDoesNot() {
    Value.Field other = type.field("other", THREAD);
    Value.Local old = type.local("old", THREAD);

    assertThat(
            isGuardedBy(
                c -> {
                  c.call(other, "java.lang.Thread#interrupt()", "void");
                  c.assign(old, other);
                  c.call(old, "java.lang.Thread#interrupt()", "void");
                }))
        .isFalse();
  }

  @Test
  void joinOfTheOldThreadMakesItARestart() {
    assertThat(isGuardedBy(c -> c.call(thread, "java.lang.Thread#join(long)", "void"))).isTrue();
  }

  @Test
  void serverSocketOnAFixedPortRefusesASecondOne() {
    Value port = type.field("port", "int");

    assertThat(isGuardedBy(c -> c.create("java.net.ServerSocket#<init>(int)", port))).isTrue();
  }

  @Test
  void serverSocketOnAnyPortDoesNot() {
    Value any = new Value.Constant(0);

    assertThat(isGuardedBy(c -> c.create("java.net.ServerSocket#<init>(int)", any))).isFalse();
  }

  @Test
  void startOfAThreadThatIsThereAlreadyRefusesASecondOne() {
    Value.Field watchdog = type.field("watchdog", THREAD);

    assertThat(isGuardedBy(c -> c.call(watchdog, THREAD + "#start()", "void"))).isTrue();
  }

  @Test
  void startOfSomethingThatIsMadeBeforeItDoesNot() {
    Value.Field other = type.field("other", THREAD, Modifier.PRIVATE);

    assertThat(
            isGuardedBy(
                c -> {
                  c.assign(other, c.create(THREAD + "#<init>(java.lang.Runnable)", Value.UNKNOWN));
                  c.call(other, THREAD + "#start()", "void");
                }))
        .isFalse();
  }

  /** {@code start()} of a class of the compilation that this code is the method of. */
  private boolean isGuardedByPart(Consumer<CodeBuilder> startOfPart) {
    ClassBuilder part = new ClassBuilder("b.Part");
    part.method("start", startOfPart);
    type.compilation(ClassBuilder.seeing(part.facts()));
    Value.Field field = type.field("part", "b.Part");
    return isGuardedBy(c -> c.call(field, "b.Part#start()", "void"));
  }

  @Test
  void partWhoseStartThrowsRefusesASecondOne() {
    assertThat(isGuardedByPart(c -> c.throwing(ILLEGAL_STATE))).isTrue();
  }

  @Test
  void partWhoseStartDoesNotThrowDoesNot() {
    assertThat(isGuardedByPart(c -> c.callStatic("b.Log#write()", "void"))).isFalse();
  }
}
