package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** NonAtomicStartGuard over facts made by hand. */
class NonAtomicStartGuardRuleTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";
  private static final Value TRUE = new Value.Constant(true);
  private static final Value FALSE = new Value.Constant(false);
  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);

  private List<Finding> unguarded() {
    return type.findings(new UnguardedStartRule());
  }

  private List<Finding> nonAtomic() {
    return type.findings(new NonAtomicStartGuardRule());
  }

  private void launch(CodeBuilder code) {
    code.assign(thread, code.create("java.lang.Thread#<init>(java.lang.Runnable)", Value.UNKNOWN));
    code.call(thread, "java.lang.Thread#start()", "void");
  }

  private Value.Field flag(String flagType) {
    return type.field("running", flagType, Modifier.PRIVATE);
  }

  private int start(Consumer<CodeBuilder> code) {
    return type.method("start", code);
  }

  @Test
  void flagThatIsTestedThenSetIsReportedWithBothPlaces() {
    Value.Field flag = flag("boolean");
    int start = start(c -> checkThenAct(flag, c));

    assertThat(unguarded()).isEmpty();
    assertThat(nonAtomic())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.NON_ATOMIC_START_GUARD);
              assertThat(f.message()).startsWith("start() tests running and then sets it");
              Remedy.AtomicGuard guard = (Remedy.AtomicGuard) f.remedy();
              assertThat(guard.flag()).isEqualTo(flag.key());
              assertThat(guard.start()).isEqualTo(start);
              assertThat(guard.check()).hasToString("if");
              assertThat(guard.set()).hasToString("=");
              assertThat(guard.startedValue()).isTrue();
            });
  }

  @Test
  void lookBeforeAnAtomicStepIsNoStepOfItsOwn() {
    Value.Field running = flag(ATOMIC);
    start(
        c -> {
          c.ifTrue(c.call(running, ATOMIC + "#get()", "boolean"), c::returns);
          c.ifFalse(
              c.call(running, ATOMIC + "#compareAndSet(boolean,boolean)", "boolean", FALSE, TRUE),
              c::returns);
          launch(c);
        });

    assertThat(nonAtomic()).isEmpty();
  }

  /** {@code if (flag) return; flag = true; launch} */
  private void checkThenAct(Value.Field flag, CodeBuilder code) {
    code.ifTrue(flag, code::returns);
    code.assign(flag, TRUE);
    launch(code);
  }

  @Test
  void atomicThatIsUsedInTwoStepsIsReported() {
    Value.Field flag = flag(ATOMIC);
    start(
        c -> {
          c.ifTrue(c.call(flag, ATOMIC + "#get()", "boolean"), c::returns);
          c.call(flag, ATOMIC + "#set(boolean)", "void", TRUE);
          launch(c);
        });

    assertThat(nonAtomic()).hasSize(1);
  }

  @Test
  void flagBeforeATaskForAnExecutorIsReported_thoughTheTaskAloneIsNot() {
    Value.Field flag = flag("boolean");
    Value.Local pool = type.local("pool", "java.util.concurrent.ExecutorService");
    start(
        c -> {
          c.ifTrue(flag, c::returns);
          c.assign(flag, TRUE);
          c.call(
              pool,
              "java.util.concurrent.Executor#execute(java.lang.Runnable)",
              "void",
              c.lambda(l -> {}));
        });

    assertThat(nonAtomic()).hasSize(1);
    assertThat(unguarded()).isEmpty();
  }

  @Test
  void flagThatMeansTheOppositeIsReportedWithItsStartedValue() {
    Value.Field stopped = type.field("stopped", "boolean", Modifier.PRIVATE);
    start(
        c -> {
          c.ifFalse(stopped, c::returns);
          c.assign(stopped, FALSE);
          launch(c);
        });

    assertThat(nonAtomic())
        .singleElement()
        .satisfies(f -> assertThat(((Remedy.AtomicGuard) f.remedy()).startedValue()).isFalse());
  }

  private Optional<String> whyNoLock() {
    List<Finding> findings = nonAtomic();
    assertThat(findings).hasSize(1);
    return ((Remedy.AtomicGuard) findings.get(0).remedy()).whyNoLock();
  }

  @Test
  void startThatOnlyStartsAThreadCanHoldTheLockOfItsObject() {
    Value.Field flag = flag("boolean");
    start(c -> checkThenAct(flag, c));

    assertThat(whyNoLock()).isEmpty();
  }

  @Test
  void startThatGoesOnWithInvisibleWorkCannotHoldTheLock_aSecondCallWouldWait() {
    Value.Field flag = flag("boolean");
    start(
        c -> {
          checkThenAct(flag, c);
          c.call(Value.UNKNOWN, "b.Server#serve()", "void");
        });

    assertThat(whyNoLock())
        .hasValueSatisfying(why -> assertThat(why).startsWith("serve() in line"));
  }

  @Test
  void invisibleWorkBeforeTheFlagIsSetMayHoldTheLock_otherMethodsDoNotNeedIt() {
    Value.Field flag = flag("boolean");
    start(c -> setAfterInvisibleWork(flag, c));

    assertThat(whyNoLock()).isEmpty();
  }

  /** {@code if (flag) return; serve(); launch; flag = true} */
  private void setAfterInvisibleWork(Value.Field flag, CodeBuilder code) {
    code.ifTrue(flag, code::returns);
    code.call(Value.UNKNOWN, "b.Server#serve()", "void");
    launch(code);
    code.assign(flag, TRUE);
  }

  @Test
  void invisibleWorkCannotHoldTheLockIfAnotherMethodNeedsIt() {
    Value.Field flag = flag("boolean");
    start(c -> setAfterInvisibleWork(flag, c));
    type.method("stop", List.of(), c -> {}, Modifier.PUBLIC, Modifier.SYNCHRONIZED);

    assertThat(whyNoLock())
        .hasValueSatisfying(
            why -> assertThat(why).endsWith("may wait for a thread that calls stop()"));
  }

  @Test
  void startOfASubclassCannotHoldTheLockIfTheSuperclassIsNotVisible() {
    ClassBuilder derived = new ClassBuilder("a.A").extending("b.Base");
    Value.Field flag = derived.field("running", "boolean", Modifier.PRIVATE);
    Value.Field worker = derived.field("thread", THREAD, Modifier.PRIVATE);
    derived.method(
        "start",
        c -> {
          c.ifTrue(flag, c::returns);
          c.assign(flag, TRUE);
          c.assign(worker, c.create("java.lang.Thread#<init>(java.lang.Runnable)", Value.UNKNOWN));
          c.call(worker, "java.lang.Thread#start()", "void");
        });

    assertThat(derived.findings(new NonAtomicStartGuardRule()))
        .singleElement()
        .satisfies(
            f ->
                assertThat(((Remedy.AtomicGuard) f.remedy()).whyNoLock())
                    .hasValue("Base may hold the lock of the object"));
  }

  @Test
  void synchronizedMethodGuards() {
    Value.Field flag = flag("boolean");
    type.method(
        "start", List.of(), c -> checkThenAct(flag, c), Modifier.PUBLIC, Modifier.SYNCHRONIZED);

    assertThat(nonAtomic()).isEmpty();
  }

  @Test
  void synchronizedBlockGuards() {
    Value.Field flag = flag("boolean");
    start(c -> c.locked(() -> checkThenAct(flag, c)));

    assertThat(nonAtomic()).isEmpty();
  }

  @Test
  void lockGuards() {
    Value.Field flag = flag("boolean");
    Value.Field lock = type.field("lock", "java.util.concurrent.locks.ReentrantLock");
    start(
        c -> {
          c.call(lock, "java.util.concurrent.locks.ReentrantLock#lock()", "void");
          checkThenAct(flag, c);
        });

    assertThat(nonAtomic()).isEmpty();
  }

  @Test
  void hiddenMethodThatIsOnlyCalledUnderALockIsGuardedByIt() {
    Value.Field flag = flag("boolean");
    int start = type.method("start", List.of(), c -> checkThenAct(flag, c));
    type.method(
        "restart", List.of(), c -> c.callOwn(start), Modifier.PUBLIC, Modifier.SYNCHRONIZED);

    assertThat(nonAtomic()).isEmpty();
  }

  @Test
  void flagThatNobodySetsHereIsNoGuard() {
    Value.Field flag = flag("boolean");
    start(
        c -> {
          c.ifTrue(flag, c::returns);
          launch(c);
        });

    assertThat(nonAtomic()).isEmpty();
  }
}
