package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** SubclassSkipsSuperClose over facts made by hand. */
class SubclassSkipsSuperCloseRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String FIXED = "java.util.concurrent.Executors#newFixedThreadPool(int)";

  private final ClassBuilder base = new ClassBuilder("a.Base");
  private final ClassBuilder sub = new ClassBuilder("a.Sub").extending("a.Base");
  private final Value.Field pool = base.field("pool", EXECUTOR);

  private List<Finding> findings() {
    return sub.compilation(ClassBuilder.seeing(base.facts()))
        .findings(new SubclassSkipsSuperCloseRule());
  }

  private void make(CodeBuilder code) {
    code.assign(pool, code.callStatic(FIXED, EXECUTOR, new Value.Constant(2)));
  }

  private void shutdown(CodeBuilder code) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  private void log(CodeBuilder code) {
    code.callStatic("a.Log#write()", "void");
  }

  @Test
  void overrideThatLeavesTheSuperclassRunningIsReported() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    int close = sub.method("close", this::log);

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.SUBCLASS_SKIPS_SUPER_CLOSE);
              assertThat(f.message()).contains("close()", "Base", "pool", "super.close()");
              assertThat(f.remedy()).isEqualTo(new Remedy.CallSuper(close, false));
            });
  }

  @Test
  void releaseInAPrivateHelperOfTheSuperclassIsStillItsOwn() {
    base.initializer(this::make);
    int helper = base.method("release", List.of(), this::shutdown, Modifier.PRIVATE);
    base.method("stop", c -> c.callOwn(helper));
    sub.method("stop", this::log);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void callOfTheSuperclassIsEnoughWhereverItStands() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    sub.method("close", this::log);
    sub.method("stop", c -> c.callSuper("a.Base#close()"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void anotherMethodThatReleasesIsEnough() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    base.method("stop", this::shutdown);
    sub.method("close", this::log);

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseOfTheInheritedFieldIsEnough() {
    Value.Field shared = base.field("shared", EXECUTOR, Modifier.PROTECTED);
    base.initializer(c -> c.assign(shared, c.callStatic(FIXED, EXECUTOR, new Value.Constant(2))));
    base.method("close", c -> c.call(shared, EXECUTOR + "#shutdown()", "void"));
    sub.method("close", c -> c.call(shared, EXECUTOR + "#shutdownNow()", "java.util.List"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void superclassThatWasHandedItsExecutorIsNot() {
    Value.Local given = base.local("given", EXECUTOR);
    base.constructor(List.of(given), c -> c.assign(pool, given));
    base.method("close", this::shutdown);
    sub.method("close", this::log);

    assertThat(findings()).isEmpty();
  }

  @Test
  void startThatIsReplacedTooMakesNoThreads() {
    base.method("start", this::make);
    base.method("stop", this::shutdown);
    sub.method("start", this::log);
    sub.method("stop", this::log);

    assertThat(findings()).isEmpty();
  }

  @Test
  void overrideThatIsEmptyOrAlwaysThrowsIsMeant() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    base.method("stop", c -> {});
    sub.method("close", c -> c.throwing("java.lang.UnsupportedOperationException"));
    assertThat(findings()).isEmpty();

    ClassBuilder empty = new ClassBuilder("a.Empty").extending("a.Base");
    empty.method("close", c -> {});
    assertThat(
            empty
                .compilation(ClassBuilder.seeing(base.facts()))
                .findings(new SubclassSkipsSuperCloseRule()))
        .isEmpty();
  }

  @Test
  void superclassThatNobodySeesIsNotJudged() {
    sub.method("close", this::log);

    assertThat(sub.findings(new SubclassSkipsSuperCloseRule())).isEmpty();
  }

  private void baseEnds(Modifier... modifiers) {
    base.initializer(this::make);
    base.method("close", List.of(), this::shutdown, modifiers);
    sub.method("close", this::log);
  }

  @Test
  void protectedEndOfTheSuperclassIsOverridden() {
    baseEnds(Modifier.PROTECTED);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void privateEndOfTheSuperclassIsNotOverridden() {
    baseEnds(Modifier.PRIVATE);

    assertThat(findings()).isEmpty();
  }

  @Test
  void endOfASuperclassInAnotherFileThatOnlyItsPackageSeesMayNotBe() {
    baseEnds();

    assertThat(findings()).isEmpty();
  }

  private void baseThread(Consumer<CodeBuilder> task) {
    Value.Field thread = base.field("thread", "java.lang.Thread");
    base.initializer(
        c -> {
          c.assign(thread, c.create("java.lang.Thread#<init>(java.lang.Runnable)", c.lambda(task)));
          c.call(thread, "java.lang.Thread#start()", "void");
        });
    base.method("close", c -> c.call(thread, "java.lang.Thread#interrupt()", "void"));
    sub.method("close", this::log);
  }

  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  @Test
  void threadOfTheSuperclassThatOnlyAnInterruptEndsIsLeftRunning() {
    baseThread(c -> c.forEver(() -> sleep(c)));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void threadOfTheSuperclassThatEndsByItselfIsNot() {
    baseThread(SubclassSkipsSuperCloseRuleTest::sleep);

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseInALambdaOfTheOverriddenMethodIsItsOwn() {
    base.initializer(this::make);
    base.method("close", c -> run(c, c.lambda(this::shutdown)));
    sub.method("close", this::log);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void releaseInALambdaOfAnotherMethodIsNot() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    base.method("work", c -> run(c, c.lambda(this::shutdown)));
    sub.method("close", this::log);

    assertThat(findings()).isEmpty();
  }

  private static void run(CodeBuilder code, Value task) {
    code.callStatic("b.B#run(java.lang.Runnable)", "void", task);
  }

  private int helper(Modifier modifier) {
    base.initializer(this::make);
    int helper = base.method("release", List.of(), this::shutdown, modifier);
    base.method("close", c -> c.callOwn(helper));
    sub.method("close", this::log);
    return helper;
  }

  @Test
  void helperThatTheSubclassDoesNotCallIsLeftOut() {
    helper(Modifier.PROTECTED);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void helperThatTheSubclassCallsIsEnough() {
    helper(Modifier.PROTECTED);
    sub.method("stop", c -> c.call(sub.self(), "a.Base#release()", "void"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void helperThatOthersMayCallIsEnough() {
    helper(Modifier.PUBLIC);

    assertThat(findings()).isEmpty();
  }

  @Test
  void helperThatAnotherMethodOfTheSuperclassCallsIsEnough() {
    int helper = helper(Modifier.PRIVATE);
    base.method("work", c -> c.callOwn(helper));

    assertThat(findings()).isEmpty();
  }

  @Test
  void helperThatTheSuperclassHandsOnIsEnough() {
    int helper = helper(Modifier.PRIVATE);
    base.method("work", c -> run(c, reference(base, helper)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void referenceToTheOverriddenMethodIsEnough() {
    base.initializer(this::make);
    int close = base.method("close", this::shutdown);
    sub.method("close", c -> run(c, reference(base, close)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void referenceToAnotherMethodIsNot() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    int work = base.method("work", c -> {});
    sub.method("close", c -> run(c, reference(base, work)));

    assertThat(findings()).hasSize(1);
  }

  private static Value reference(ClassBuilder type, int method) {
    return new Value.MethodReference(
        type.self(), type.key(method), OptionalInt.empty(), "java.lang.Runnable");
  }

  @Test
  void abstractSubclassLeavesTheEndOfASharedFieldToItsSubclasses() {
    Value.Field shared = base.field("shared", EXECUTOR, Modifier.PROTECTED);
    base.initializer(c -> c.assign(shared, c.callStatic(FIXED, EXECUTOR, new Value.Constant(2))));
    base.method("close", c -> c.call(shared, EXECUTOR + "#shutdown()", "void"));
    sub.method("close", this::log);
    assertThat(findings()).hasSize(1);

    sub.modifiers(Modifier.ABSTRACT);
    assertThat(findings()).isEmpty();
  }

  @Test
  void overrideThatCanFailCallsTheOtherInAFinallyBlock() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    int close = sub.method("close", SubclassSkipsSuperCloseRuleTest::sleep);

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isEqualTo(new Remedy.CallSuper(close, true)));
  }

  @Test
  void overrideThatReturnsSomethingIsReportedWithoutAFix() {
    base.initializer(this::make);
    base.methodReturning("boolean", "close", this::shutdown, Modifier.PUBLIC);
    sub.methodReturning("boolean", "close", this::log, Modifier.PUBLIC);

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isInstanceOf(Remedy.None.class));
  }
}
