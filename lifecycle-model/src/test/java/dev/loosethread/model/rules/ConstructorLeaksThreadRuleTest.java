package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

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

/** ConstructorLeaksThread over facts made by hand. */
class ConstructorLeaksThreadRuleTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field thread = type.field("thread", THREAD, Modifier.PRIVATE);

  private List<Finding> findings() {
    return type.findings(new ConstructorLeaksThreadRule());
  }

  private void startThread(CodeBuilder code) {
    Value task = code.lambda(c -> c.forEver(() -> c.callStatic("b.B#some()", "void")));
    code.assign(thread, code.create("java.lang.Thread#<init>(java.lang.Runnable)", task));
    code.call(thread, "java.lang.Thread#start()", "void");
  }

  /** Throws a checked exception. */
  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  private void constructor(Consumer<CodeBuilder> code) {
    type.constructor(List.of(), code);
  }

  @Test
  void constructorThatCanFailOnceItsThreadRunsIsReportedAtTheStart() {
    constructor(
        c -> {
          startThread(c);
          sleep(c);
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.CONSTRUCTOR_LEAKS_THREAD);
              assertThat(f.site()).hasToString("start()");
              assertThat(f.message()).contains("starts a thread", "at sleep()");
              assertThat(f.remedy())
                  .isEqualTo(
                      new Remedy.UndoOnFailure(
                          f.site(), new Remedy.Undo(thread.key(), ".interrupt()")));
            });
  }

  @Test
  void threadThatTheObjectIsBornWithCountsToo() {
    type.initializer(
        c ->
            c.assign(
                thread,
                c.create(
                    "java.lang.Thread#<init>(java.lang.Runnable)",
                    c.lambda(l -> l.forEver(() -> l.callStatic("b.B#some()", "void"))))));
    constructor(
        c -> {
          c.call(thread, "java.lang.Thread#start()", "void");
          sleep(c);
        });

    assertThat(findings()).hasSize(1);
  }

  @Test
  void whatCanFailBeforeTheStartIsNot() {
    constructor(
        c -> {
          sleep(c);
          startThread(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void uncheckedExceptionThatNoCodeNamesIsNot() {
    constructor(
        c -> {
          startThread(c);
          c.callStatic("b.B#anything()", "void");
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void throwStatementIs() {
    constructor(
        c -> {
          startThread(c);
          c.ifTrue(
              type.local("wrong", "boolean"),
              () -> c.throwing("java.lang.IllegalArgumentException"));
        });

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("at a throw statement"));
  }

  @Test
  void handlerThatEndsTheThreadIsEnough() {
    constructor(
        c -> {
          startThread(c);
          c.tryCatch(
              () -> sleep(c),
              "java.lang.InterruptedException",
              () -> {
                c.call(thread, "java.lang.Thread#interrupt()", "void");
                c.throwing("java.lang.IllegalStateException");
              });
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void threadWithoutALoopEndsByItself() {
    constructor(
        c -> {
          Value task = c.lambda(l -> l.callStatic("b.B#some()", "void"));
          c.assign(thread, c.create("java.lang.Thread#<init>(java.lang.Runnable)", task));
          c.call(thread, "java.lang.Thread#start()", "void");
          sleep(c);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void poolIsAliveOnceItHasATask() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    constructor(
        c -> {
          c.assign(
              pool,
              c.callStatic(
                  "java.util.concurrent.Executors#newFixedThreadPool(int)",
                  EXECUTOR,
                  new Value.Constant(1)));
          sleep(c);
        });
    assertThat(findings()).isEmpty();

    constructor(
        c -> {
          c.call(
              pool,
              "java.util.concurrent.Executor#execute(java.lang.Runnable)",
              "void",
              c.lambda(l -> {}));
          sleep(c);
        });
    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("hands a task to pool"));
  }

  @Test
  void methodIsNotAConstructor() {
    type.method(
        "open",
        c -> {
          startThread(c);
          sleep(c);
        });

    assertThat(findings()).isEmpty();
  }

  /** A constructor that starts a thread and then does this and may fail. */
  private void constructorWhoseThreadRuns(Consumer<CodeBuilder> then) {
    constructor(
        c -> {
          startThread(c);
          then.accept(c);
          sleep(c);
        });
  }

  @Test
  void objectThatOtherCodeGetsMayBeStoppedThere() {
    constructorWhoseThreadRuns(c -> c.callStatic("b.Registry#add(a.A)", "void", type.self()));

    assertThat(findings()).isEmpty();
  }

  @Test
  void anotherObjectThatOtherCodeGetsIsNoHelp() {
    constructorWhoseThreadRuns(
        c -> c.callStatic("b.Registry#add(a.B)", "void", new Value.This("a.B")));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void partThatIsMadeOfTheObjectIsNoHelp() {
    constructorWhoseThreadRuns(c -> c.create("b.Part#<init>(a.A)", type.self()));

    assertThat(findings()).hasSize(1);
  }

  @Test
  void poolThatRunsTheObjectIsNoHelp() {
    Value.Field pool = type.field("pool", EXECUTOR);
    constructorWhoseThreadRuns(
        c -> c.call(pool, EXECUTOR + "#execute(java.lang.Runnable)", "void", type.self()));

    assertThat(findings()).hasSize(1);
  }

  /** A constructor that starts a thread and does this before it fails. */
  private void constructorThatFailsAfter(Consumer<CodeBuilder> handling) {
    constructor(
        c -> {
          startThread(c);
          c.tryCatch(
              () -> sleep(c),
              "java.lang.InterruptedException",
              () -> {
                handling.accept(c);
                c.throwing("java.lang.IllegalStateException");
              });
        });
  }

  @Test
  void handlerThatSetsAFieldMayStopTheThread() {
    constructorThatFailsAfter(
        c ->
            c.assign(
                type.field("running", "boolean", Modifier.PRIVATE), new Value.Constant(false)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void handlerThatSetsAVariableDoesNot() {
    constructorThatFailsAfter(
        c -> c.assign(type.local("running", "boolean"), new Value.Constant(false)));

    assertThat(findings()).hasSize(1);
  }
}
