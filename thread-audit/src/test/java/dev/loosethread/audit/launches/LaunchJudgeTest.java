package dev.loosethread.audit.launches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Question;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.rules.Rule;
import dev.loosethread.model.rules.UninterruptibleLoopRule;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** The inventory and its verdicts over facts made by hand. */
class LaunchJudgeTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String NEW_THREAD = THREAD + "#<init>(java.lang.Runnable)";
  private static final String POOL = "java.util.concurrent.ExecutorService";
  private static final String EXECUTE = POOL + "#execute(java.lang.Runnable)";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private List<JudgedLaunch> audit(Rule... rules) {
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());
    return LaunchJudge.of(
        index, List.of(rules).stream().flatMap(rule -> rule.check(index)).toList());
  }

  private void launchThread(Consumer<CodeBuilder> task) {
    type.method(
        "tell", c -> c.call(c.create(NEW_THREAD, c.lambda(task)), THREAD + "#start()", "void"));
  }

  private static void work(CodeBuilder code) {
    code.callStatic("java.lang.System#gc()", "void");
  }

  @Test
  void aThreadLeftToItselfThatEndsIsListed() {
    launchThread(LaunchJudgeTest::work);

    assertThat(audit())
        .singleElement()
        .satisfies(
            launch -> {
              assertThat(launch.kind()).isEqualTo(Kind.THREAD);
              assertThat(launch.call()).isEqualTo("Thread.start()");
              assertThat(launch.verdict()).isEqualTo(Verdict.LISTED);
              assertThat(launch.answers().get(Question.TRACKED).holds()).isEqualTo(Holds.ELSEWHERE);
              assertThat(launch.answers().get(Question.CANCELLABLE).holds()).isEqualTo(Holds.YES);
              assertThat(launch.answers()).doesNotContainKey(Question.GUARDED);
            });
  }

  @Test
  void anEndlessOneIsRedWithoutAnyRule() {
    launchThread(c -> c.forEver(() -> work(c)));

    assertThat(audit())
        .singleElement()
        .satisfies(
            launch -> {
              assertThat(launch.findings()).isEmpty();
              assertThat(launch.verdict()).isEqualTo(Verdict.RED);
            });
  }

  @Test
  void aFindingAboutItsCodeBelongsToIt() {
    launchThread(c -> c.forEver(() -> work(c)));

    assertThat(audit(new UninterruptibleLoopRule()))
        .singleElement()
        .satisfies(
            launch ->
                assertThat(launch.findings())
                    .extracting(Finding::pattern)
                    .containsExactly(Pattern.UNINTERRUPTIBLE_LOOP));
  }

  @Test
  void aPoolThatIsEndedOwnsItsTasks() {
    Value.Field pool = type.field("pool", POOL);
    type.initializer(
        c ->
            c.assign(
                pool, c.callStatic("java.util.concurrent.Executors#newCachedThreadPool()", POOL)));
    type.method("add", c -> c.call(pool, EXECUTE, "void", c.lambda(LaunchJudgeTest::work)));
    type.method(
        "close",
        c -> {
          c.call(pool, POOL + "#shutdown()", "void");
          c.call(
              pool,
              POOL + "#awaitTermination(long,java.util.concurrent.TimeUnit)",
              "boolean",
              new Value.Constant(1L),
              Value.UNKNOWN);
        });

    assertThat(audit())
        .extracting(launch -> launch.kind() + " " + launch.verdict())
        .containsExactly("THREAD_OWNER GREEN", "EXECUTOR_TASK GREEN");
  }

  @Test
  void aLifecycleThatIsEndedSupervisesItsTasks() {
    String lifecycle = "dev.loosethread.lifecycle.ThreadLifecycle";
    Value.Field threads = type.field("threads", lifecycle);
    type.initializer(
        c -> c.assign(threads, c.call(Value.UNKNOWN, lifecycle + "$Builder#create()", lifecycle)));
    type.method(
        "add",
        c ->
            c.call(
                threads,
                lifecycle
                    + "#ticker(java.lang.String,java.time.Duration,dev.loosethread.lifecycle.Task)",
                "void",
                new Value.Constant("beat"),
                Value.UNKNOWN,
                c.lambda(LaunchJudgeTest::work)));
    type.method("close", c -> c.call(threads, lifecycle + "#close()", "void"));

    assertThat(audit())
        .extracting(launch -> launch.kind() + " " + launch.verdict())
        .containsExactly("THREAD_OWNER GREEN", "SUPERVISED_TASK GREEN");
  }

  @Test
  void codeThatCouldNotBeFollowedIsListed() {
    Value.Field pool = type.field("pool", POOL, Modifier.PRIVATE);
    type.method("add", c -> c.call(pool, EXECUTE, "void", new Value.Unknown("java.lang.Runnable")));

    assertThat(audit())
        .singleElement()
        .satisfies(
            launch -> {
              assertThat(launch.runs()).isEqualTo("a task passed in");
              assertThat(launch.answers().get(Question.RECOVERS).holds())
                  .isEqualTo(Holds.ELSEWHERE);
              assertThat(launch.answers().get(Question.OWNED).holds()).isEqualTo(Holds.ELSEWHERE);
              assertThat(launch.verdict()).isEqualTo(Verdict.LISTED);
            });
  }

  @Test
  void aFindingAboutNoLaunchIsListedByItself() {
    type.method("run", c -> c.forEver(() -> work(c)));
    type.implementing("java.lang.Runnable");

    assertThat(audit(new UninterruptibleLoopRule()))
        .singleElement()
        .satisfies(
            launch -> {
              assertThat(launch.kind()).isEqualTo(Kind.FINDING);
              assertThat(launch.verdict()).isEqualTo(Verdict.RED);
              assertThat(launch.member()).isNotNull();
            });
  }
}
