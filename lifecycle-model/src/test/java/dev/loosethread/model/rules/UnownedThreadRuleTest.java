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

/** UnownedThread over facts made by hand. */
class UnownedThreadRuleTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String NEW_THREAD = THREAD + "#<init>(java.lang.Runnable)";
  private final ClassBuilder type = new ClassBuilder("a.A");

  private static void sleep(CodeBuilder code) {
    code.callStatic(THREAD + "#sleep(long)", "void", new Value.Constant(1L));
  }

  private static void start(CodeBuilder code, Value thread) {
    code.call(thread, THREAD + "#start()", "void");
  }

  /** {@code try { while (true) sleep(); } catch (InterruptedException e) {}}. */
  private static void untilInterrupted(CodeBuilder code) {
    code.tryCatch(
        () -> code.forEver(() -> sleep(code)), "java.lang.InterruptedException", () -> {});
  }

  private void dropped(Consumer<CodeBuilder> task) {
    type.constructor(
        List.of(), c -> start(c, c.create(NEW_THREAD, c.lambda(task))), Modifier.PUBLIC);
  }

  private List<Finding> unowned() {
    return type.findings(new UnownedThreadRule());
  }

  @Test
  void droppedThreadIsReportedWithAFieldToKeepIt() {
    dropped(UnownedThreadRuleTest::untilInterrupted);
    int end = type.method("stop", c -> {});

    assertThat(unowned())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.UNOWNED_THREAD);
              assertThat(f.message()).contains("keep it in a field and interrupt it in stop()");
              assertThat(f.remedy())
                  .isEqualTo(
                      new Remedy.KeepInField(
                          THREAD,
                          f.site(),
                          "a.A",
                          Remedy.Times.IN_EVERY_OBJECT,
                          new Remedy.ReleaseAction(Remedy.Release.INTERRUPT, "", false, true),
                          Remedy.EndPlace.anywhere(OptionalInt.of(end), "")));
            });
  }

  /** A private method that makes the thread, and a constructor that starts what it returns. */
  private void madeByAHelper(Modifier modifier) {
    int helper =
        type.method(
            "thread",
            List.of(),
            c -> c.returns(c.create(NEW_THREAD, c.lambda(UnownedThreadRuleTest::untilInterrupted))),
            modifier);
    type.constructor(List.of(), c -> start(c, c.callOwn(helper)), Modifier.PUBLIC);
  }

  @Test
  void threadThatAPrivateMethodMakesBelongsToItsCallersWhoDropIt() {
    madeByAHelper(Modifier.PRIVATE);

    assertThat(unowned()).singleElement();
  }

  @Test
  void threadThatOthersMayGetFromTheMethodIsSilent() {
    madeByAHelper(Modifier.PROTECTED);

    assertThat(unowned()).isEmpty();
  }

  @Test
  void oneThreadForEachCallHasNoMechanicalRemedy() {
    type.method(
        "watch",
        c -> start(c, c.create(NEW_THREAD, c.lambda(UnownedThreadRuleTest::untilInterrupted))));

    assertThat(unowned())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).isInstanceOf(Remedy.None.class));
  }

  @Test
  void virtualThreadThatIsDroppedIsReported() {
    type.constructor(
        List.of(),
        c ->
            c.callStatic(
                THREAD + "#startVirtualThread(java.lang.Runnable)",
                THREAD,
                c.lambda(UnownedThreadRuleTest::untilInterrupted)),
        Modifier.PUBLIC);

    assertThat(unowned()).hasSize(1);
  }

  @Test
  void droppedThreadThatEndsIsNotReported() {
    dropped(UnownedThreadRuleTest::sleep);

    assertThat(unowned()).isEmpty();
  }

  @Test
  void threadOfAProgramOrOfStaticCodeIsNotReported() {
    type.method(
        "main",
        List.of(),
        c -> start(c, c.create(NEW_THREAD, c.lambda(UnownedThreadRuleTest::untilInterrupted))),
        Modifier.PUBLIC,
        Modifier.STATIC);
    dropped(UnownedThreadRuleTest::untilInterrupted);

    assertThat(unowned()).isEmpty();
  }

  @Test
  void threadThatIsHandedOnIsNotReported() {
    type.constructor(
        List.of(),
        c -> {
          Value thread = c.create(NEW_THREAD, c.lambda(UnownedThreadRuleTest::untilInterrupted));
          c.callStatic("b.Registry#add(java.lang.Thread)", "void", thread);
          start(c, thread);
        },
        Modifier.PUBLIC);

    assertThat(unowned()).isEmpty();
  }

  @Test
  void whatAnInstancesMainMethodStartsIsTheProgramsOwn() {
    type.method(
        "main",
        c -> start(c, c.create(NEW_THREAD, c.lambda(UnownedThreadRuleTest::untilInterrupted))));

    assertThat(unowned()).isEmpty();
  }
}
