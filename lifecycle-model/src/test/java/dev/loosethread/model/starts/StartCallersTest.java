package dev.loosethread.model.starts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event.Test.Compare;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.rules.UnguardedStartRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Whether the callers of a start method show a second start, over facts made by hand. */
class StartCallersTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String START = "a.A#start()";
  private static final String STOP = "a.A#stop()";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);

  private final ClassBuilder user = new ClassBuilder("b.User");
  private final Value.Field part = user.field("part", "a.A", Modifier.PRIVATE);

  private void launch(CodeBuilder code) {
    code.assign(thread, code.create(THREAD + "#<init>(java.lang.Runnable)", Value.UNKNOWN));
    code.call(thread, THREAD + "#start()", "void");
  }

  private List<Finding> findings(Modifier... modifiers) {
    type.method("start", List.of(), this::launch, modifiers);
    type.method("stop", c -> c.call(thread, THREAD + "#interrupt()", "void"));
    return type.findings(new UnguardedStartRule());
  }

  private List<Finding> findings() {
    return findings(Modifier.PUBLIC);
  }

  private void start(CodeBuilder code) {
    code.call(part, START, "void");
  }

  private void stop(CodeBuilder code) {
    code.call(part, STOP, "void");
  }

  private List<Finding> findingsIfUserRuns(Consumer<CodeBuilder> code) {
    user.method("use", code);
    type.compilation(ClassBuilder.seeing(user.facts()));
    return findings();
  }

  @Test
  void publicStartThatNobodyHereCallsIsLeftToUsers() {
    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("and nothing prevents a second call;"));
  }

  @Test
  void startOfAClassThatUsersDoNotSeeIsNot() {
    type.modifiers(Modifier.FINAL);

    assertThat(findings()).isEmpty();
  }

  @Test
  void startThatOnlySubclassesMayCallIsNot() {
    assertThat(findings(Modifier.PROTECTED)).isEmpty();
  }

  @Test
  void startOfAnInternalPackageIsNot() {
    ClassBuilder internal = new ClassBuilder("a.internal.A");
    Value.Field kept = internal.field("timer", "java.util.Timer", Modifier.PRIVATE);
    internal.method("start", c -> c.assign(kept, c.create("java.util.Timer#<init>()")));

    assertThat(internal.findings(new UnguardedStartRule())).isEmpty();
  }

  @Test
  void startThatAMethodReferenceHandsOnIsNot() {
    user.method(
        "use",
        c ->
            c.callStatic(
                "b.Hooks#add(java.lang.Runnable)",
                "void",
                new Value.MethodReference(
                    part,
                    CodeBuilder.key(START),
                    java.util.OptionalInt.empty(),
                    "java.lang.Runnable")));
    type.compilation(ClassBuilder.seeing(user.facts()));

    assertThat(findings()).isEmpty();
  }

  @Test
  void partThatAnotherClassStartsOnceIsNot() {
    assertThat(findingsIfUserRuns(this::start)).isEmpty();
  }

  @Test
  void partThatAnotherClassStartsTwiceIsReportedWithItsCaller() {
    assertThat(
            findingsIfUserRuns(
                c -> {
                  start(c);
                  start(c);
                }))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("use() of User calls it twice"));
  }

  @Test
  void partThatIsStoppedBetweenTwoStartsIsNot() {
    assertThat(
            findingsIfUserRuns(
                c -> {
                  start(c);
                  stop(c);
                  start(c);
                }))
        .isEmpty();
  }

  @Test
  void partThatIsMadeAnewBetweenTwoStartsIsNot() {
    assertThat(
            findingsIfUserRuns(
                c -> {
                  start(c);
                  c.assign(part, c.create("a.A#<init>()"));
                  start(c);
                }))
        .isEmpty();
  }

  @Test
  void secondStartUnderATestOfTheStateIsNot() {
    Value.Field state = user.field("state", "b.State");

    assertThat(
            findingsIfUserRuns(
                c -> {
                  start(c);
                  c.when(new Compare(state, "==", Value.NULL), () -> start(c), () -> {});
                }))
        .isEmpty();
  }

  @Test
  void startsOfTwoObjectsAreNot() {
    Value.Field other = user.field("other", "a.A", Modifier.PRIVATE);

    assertThat(
            findingsIfUserRuns(
                c -> {
                  start(c);
                  c.call(other, START, "void");
                }))
        .isEmpty();
  }

  @Test
  void restartOfTheClassItselfDoesNotMakeItAPart() {
    int start = type.method("begin", this::launch);
    type.method(
        "restart",
        c -> {
          c.call(thread, THREAD + "#interrupt()", "void");
          c.callOwn(start);
        });

    assertThat(type.findings(new UnguardedStartRule())).hasSize(1);
  }

  @Test
  void startThatTheConstructorCallsIsDone() {
    int start = type.method("start", this::launch);
    type.constructor(List.of(), c -> c.callOwn(start), Modifier.PUBLIC);
    type.method("stop", c -> {});

    assertThat(type.findings(new UnguardedStartRule())).isEmpty();
  }
}
