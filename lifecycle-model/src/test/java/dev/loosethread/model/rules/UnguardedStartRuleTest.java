package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Compare;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** UnguardedStart over facts made by hand. */
class UnguardedStartRuleTest {
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

  private int stop() {
    return type.method("stop", c -> c.call(thread, "java.lang.Thread#join(long)", "void"));
  }

  @Test
  void startThatMakesAThreadAtEveryCallIsReportedAtTheMethod() {
    int start = start(this::launch);
    int stop = stop();

    assertThat(unguarded())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.UNGUARDED_START);
              assertThat(f.site()).hasToString("start()");
              assertThat(f.message()).startsWith("start() creates a new thread on every call");
              assertThat(f.remedy())
                  .isEqualTo(new Remedy.AddStartGuard(start, List.of(stop), true));
            });
    assertThat(nonAtomic()).isEmpty();
  }

  @Test
  void compareAndSetGuards() {
    Value.Field flag = flag(ATOMIC);
    start(
        c -> {
          Value first =
              c.call(flag, ATOMIC + "#compareAndSet(boolean,boolean)", "boolean", FALSE, TRUE);
          c.ifFalse(first, c::returns);
          launch(c);
        });

    assertThat(unguarded()).isEmpty();
    assertThat(nonAtomic()).isEmpty();
  }

  @Test
  void nullCheckUnderTheClassesLockGuards() {
    start(
        c ->
            c.locked(
                () -> {
                  c.when(new Compare(thread, "!=", Value.NULL), c::returns, () -> {});
                  launch(c);
                }));

    assertThat(unguarded()).isEmpty();
    assertThat(nonAtomic()).isEmpty();
  }

  @Test
  void oldThreadThatIsInterruptedFirstIsARestart() {
    start(
        c -> {
          c.call(thread, "java.lang.Thread#interrupt()", "void");
          launch(c);
        });

    assertThat(unguarded()).isEmpty();
  }

  @Test
  void threadThatWasMadeBeforeCanNotStartTwice() {
    type.initializer(
        c ->
            c.assign(
                thread, c.create("java.lang.Thread#<init>(java.lang.Runnable)", Value.UNKNOWN)));
    start(c -> c.call(thread, "java.lang.Thread#start()", "void"));

    assertThat(unguarded()).isEmpty();
  }

  @Test
  void threadThatAnotherMethodKeepsInTheFieldIsReported() {
    Value.Local kept = type.local("kept", "java.lang.Thread");
    int keep = type.method("keep", List.of(kept), c -> c.assign(thread, kept), Modifier.PRIVATE);
    Value.Local made = type.local("made", "java.lang.Thread");
    type.method(
        "begin",
        c -> {
          c.assign(made, c.create("java.lang.Thread#<init>(java.lang.Runnable)", Value.UNKNOWN));
          c.callOwn(keep, made);
          c.call(made, "java.lang.Thread#start()", "void");
        });

    assertThat(unguarded()).hasSize(1);
  }

  @Test
  void oldThreadThatAnotherMethodEndsIsARestart() {
    Value.Local old = type.local("old", "java.lang.Thread");
    int end =
        type.method(
            "end",
            List.of(old),
            c -> c.call(old, "java.lang.Thread#interrupt()", "void"),
            Modifier.PRIVATE);
    start(
        c -> {
          c.callOwn(end, thread);
          launch(c);
        });

    assertThat(unguarded()).isEmpty();
  }

  @Test
  void launchThatIsNotAlwaysReachedIsNotReported() {
    Value.Local wanted = type.local("wanted", "boolean");
    start(c -> c.ifTrue(wanted, () -> launch(c)));

    assertThat(unguarded()).isEmpty();
  }

  @Test
  void methodThatOnlyTheConstructorCallsIsNotReported() {
    int start = type.method("start", List.of(), this::launch);
    type.constructor(List.of(), c -> c.callOwn(start), Modifier.PUBLIC);

    assertThat(unguarded()).isEmpty();
  }

  @Test
  void privateAndStaticMethodsAreNobodysStart() {
    type.method("start", List.of(), this::launch, Modifier.PRIVATE);
    type.method("begin", List.of(), this::launch, Modifier.PUBLIC, Modifier.STATIC);

    assertThat(unguarded()).isEmpty();
  }

  @Test
  void lifecycleThatAFrameworkGuardsIsNotReported() {
    type.implementing("org.springframework.context.Lifecycle");
    start(this::launch);

    assertThat(unguarded()).isEmpty();
  }

  @Test
  void otherMethodNamesAreNoStart() {
    type.method("refresh", this::launch);

    assertThat(unguarded()).isEmpty();
  }

  /** {@code if (flag) return; flag = true; launch} */
  private void launchWithoutAHandle(CodeBuilder code) {
    Value fresh = code.create("java.lang.Thread#<init>(java.lang.Runnable)", Value.UNKNOWN);
    code.call(fresh, "java.lang.Thread#start()", "void");
  }

  @Test
  void threadWithoutAHandleIsReportedIfTheClassHasAnEnd() {
    start(this::launchWithoutAHandle);
    assertThat(unguarded()).isEmpty();

    type.method("stop", c -> {});
    assertThat(unguarded()).hasSize(1);
  }

  @Test
  void threadWithoutAHandleForEachArgumentIsMeant() {
    type.method(
        "start", List.of(type.local("port", "int")), this::launchWithoutAHandle, Modifier.PUBLIC);
    type.method("stop", c -> {});

    assertThat(unguarded()).isEmpty();
  }

  private List<Integer> resetting() {
    assertThat(unguarded()).hasSize(1);
    return ((Remedy.AddStartGuard) unguarded().get(0).remedy()).ends();
  }

  @Test
  void endThatAnotherOneCallsResetsTheGuard() {
    start(this::launch);
    int stop = stop();
    type.method("close", c -> c.callOwn(stop));

    assertThat(resetting()).containsExactly(stop);
  }

  @Test
  void endWithParametersResetsTheGuardOnlyIfItIsTheOnlyOne() {
    start(this::launch);
    int withTimeout =
        type.method("stop", List.of(type.local("millis", "long")), c -> {}, Modifier.PUBLIC);
    assertThat(resetting()).containsExactly(withTimeout);

    int close = type.method("close", c -> {});
    assertThat(resetting()).containsExactly(close);
  }

  @Test
  void privateEndDoesNotResetTheGuard() {
    start(this::launch);
    type.method("stop", List.of(), c -> {}, Modifier.PRIVATE);

    assertThat(resetting()).isEmpty();
  }

  private Remedy remedy() {
    return unguarded().get(0).remedy();
  }

  private void launch(CodeBuilder code, Consumer<CodeBuilder> task) {
    Value made = code.create("java.lang.Thread#<init>(java.lang.Runnable)", code.lambda(task));
    code.assign(thread, made);
    code.call(thread, "java.lang.Thread#start()", "void");
  }

  @Test
  void guardWouldOutliveAThreadThatEndsByItself() {
    start(c -> launch(c, task -> task.callStatic("a.Log#write()", "void")));

    assertThat(remedy())
        .isEqualTo(new Remedy.None("its thread ends by itself, and start() may run again"));
  }

  @Test
  void threadThatLoopsForEverGetsAGuard() {
    start(
        c ->
            launch(
                c,
                task ->
                    task.forEver(
                        () ->
                            task.callStatic(
                                "java.lang.Thread#sleep(long)", "void", new Value.Constant(1L)))));

    assertThat(remedy()).isInstanceOf(Remedy.AddStartGuard.class);
  }

  @Test
  void guardWouldHideThatASecondCallThrows() {
    Value.Field monitor = type.field("monitor", THREAD);
    start(
        c -> {
          launch(c);
          c.call(monitor, "java.lang.Thread#start()", "void");
        });

    assertThat(remedy()).isEqualTo(new Remedy.None("a second call may throw at start()"));
  }

  @Test
  void twoStartsOfTheSameThreadNeedOneGuard() {
    start(this::launch);
    type.method("begin", this::launch);

    assertThat(remedy())
        .isEqualTo(new Remedy.None("begin() starts the same and needs the same guard"));
  }

  @Test
  void startThatReturnsSomethingNewHasNothingToReturnTheSecondTime() {
    type.methodReturning(
        "java.lang.Object",
        "start",
        c -> {
          launch(c);
          c.returns(c.create("a.Handle#<init>()"));
        },
        Modifier.PUBLIC);

    assertThat(remedy())
        .isEqualTo(new Remedy.None("a second call would have to return something else"));
  }

  @Test
  void startThatReturnsItselfGetsAGuard() {
    type.methodReturning(
        "a.A",
        "start",
        c -> {
          launch(c);
          c.returns(type.self());
        },
        Modifier.PUBLIC);

    assertThat(remedy()).isInstanceOf(Remedy.AddStartGuard.class);
  }

  @Test
  void recordHasNoPlaceForAGuard() {
    type.kind(dev.loosethread.model.facts.TypeFacts.Kind.RECORD);
    start(this::launch);

    assertThat(remedy())
        .isEqualTo(new Remedy.None("a record or interface has no field for a guard"));
  }

  @Test
  void methodOfAnotherNameThatEndsTheThreadResetsTheGuard() {
    start(this::launch);
    int pause = type.method("pause", c -> c.call(thread, "java.lang.Thread#interrupt()", "void"));
    int stop = stop();

    assertThat(resetting()).containsExactlyInAnyOrder(pause, stop);
  }
}
