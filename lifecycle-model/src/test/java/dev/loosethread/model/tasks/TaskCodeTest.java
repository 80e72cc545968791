package dev.loosethread.model.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Which code a task runs, and how it is called in a report, over facts made by hand. */
class TaskCodeTest {
  private static final String THREAD = "java.lang.Thread";
  private static final String RUNNABLE = "java.lang.Runnable";
  private static final String NEW_THREAD = THREAD + "#<init>(java.lang.Runnable)";

  private final ClassBuilder type = new ClassBuilder("a.A");

  private ClassIndex index() {
    return ClassIndex.of(type.facts(), Catalogues.builtIn());
  }

  /** The code of a task that a method makes. */
  private TaskCode code(Function<CodeBuilder, Value> task) {
    Value[] made = new Value[1];
    type.method("m", c -> made[0] = task.apply(c));
    return TaskCode.of(index(), made[0]);
  }

  private static List<String> names(List<Body> bodies) {
    return bodies.stream().map(body -> body.key().name()).toList();
  }

  private static List<String> partNames(java.util.Collection<TaskCode.Part> parts) {
    return parts.stream().map(part -> part.body().key().name()).toList();
  }

  private static void nothing(CodeBuilder code) {}

  private ClassBuilder other(String methodName, Consumer<CodeBuilder> code) {
    ClassBuilder other = new ClassBuilder("b.Other").implementing(RUNNABLE);
    other.method(methodName, code);
    type.compilation(ClassBuilder.seeing(other.facts()));
    return other;
  }

  @Test
  void lambdaIsNamedByItsLine() {
    TaskCode code = code(c -> c.lambda(TaskCodeTest::nothing));

    assertThat(code.name()).matches("a lambda at line \\d+");
    assertThat(code.isUnseen()).isFalse();
    assertThat(names(code.rootsHere())).containsExactly("lambda");
  }

  @Test
  void methodReferenceIsNamedByItsMethod() {
    int work = type.method("work", TaskCodeTest::nothing);
    TaskCode code =
        code(
            c ->
                new Value.MethodReference(
                    type.self(), type.key(work), OptionalInt.of(work), RUNNABLE));

    assertThat(code.name()).isEqualTo("A.work()");
    assertThat(names(code.rootsHere())).containsExactly("work");
  }

  private static Value referenceTo(String method) {
    return new Value.MethodReference(
        Value.UNKNOWN, CodeBuilder.key(method), OptionalInt.empty(), RUNNABLE);
  }

  @Test
  void referenceToAMethodOfAnotherClassIsReadThere() {
    other("work", TaskCodeTest::nothing);
    TaskCode code = code(c -> referenceTo("b.Other#work()"));

    assertThat(code.rootsHere()).isEmpty();
    assertThat(partNames(code.roots())).containsExactly("work");
    assertThat(code.isUnseen()).isFalse();
  }

  @Test
  void referenceToAMethodThatNobodySeesIsUnseen() {
    TaskCode code = code(c -> referenceTo("b.Other#work()"));

    assertThat(code.name()).isEqualTo("Other.work()");
    assertThat(code.roots()).isEmpty();
    assertThat(code.isUnseen()).isTrue();
  }

  @Test
  void createdTaskOfAnotherClassRunsItsTaskMethod() {
    other("run", TaskCodeTest::nothing);
    TaskCode code = code(c -> c.create("b.Other#<init>()"));

    assertThat(code.name()).isEqualTo("Other");
    assertThat(partNames(code.all())).containsExactly("run");
    assertThat(code.isUnseen()).isFalse();
  }

  @Test
  void anonymousClassHasNoName() {
    assertThat(code(c -> c.create("a.A$1#<init>()")).name()).isEqualTo("an anonymous class");
    assertThat(TaskCode.simpleName("a.A$1")).isEmpty();
    assertThat(TaskCode.simpleName("a.A$Inner")).isEqualTo("Inner");
    assertThat(TaskCode.simpleName("a.A")).isEqualTo("A");
  }

  @Test
  void wrapperOfATaskRunsTheTask() {
    TaskCode code =
        code(
            c ->
                c.create(
                    "java.util.concurrent.FutureTask#<init>(java.util.concurrent.Callable)",
                    c.lambda(TaskCodeTest::nothing)));

    assertThat(code.name()).startsWith("a lambda");
    assertThat(names(code.rootsHere())).containsExactly("lambda");
  }

  @Test
  void taskThatIsPassedInIsNamedByItsParameterAndUnseen() {
    Value.Local task = type.local("task", RUNNABLE);
    type.method("m", List.of(task), TaskCodeTest::nothing, Modifier.PUBLIC);
    TaskCode code = TaskCode.of(index(), task);

    assertThat(code.name()).isEqualTo("task, passed in");
    assertThat(code.isUnseen()).isTrue();
    assertThat(code.rootsHere()).isEmpty();
  }

  @Test
  void taskOfTheOwnTypeThatIsPassedInMayRunItsCode() {
    type.implementing(RUNNABLE);
    type.method("run", TaskCodeTest::nothing);
    Value.Local task = type.local("task", "a.A");
    type.method("m", List.of(task), TaskCodeTest::nothing, Modifier.PUBLIC);
    TaskCode code = TaskCode.of(index(), task);

    assertThat(names(code.rootsHere())).containsExactly("run");
    assertThat(code.isUnseen()).isTrue();
  }

  @Test
  void taskThatAMethodReturnsIsNamedByTheMethodAndUnseen() {
    TaskCode code = code(c -> c.callStatic("b.B#task()", RUNNABLE));

    assertThat(code.name()).isEqualTo("what task() returns");
    assertThat(code.isUnseen()).isTrue();
  }

  @Test
  void codeThatIsNotUnderstoodIsUnseen() {
    int odd = type.opaqueMethod("odd");
    ClassIndex index = index();

    assertThat(TaskCode.of(index, index.facts().body(odd)).isUnseen()).isTrue();
  }

  @Test
  void codeThatIsCalledBelongsToTheTask() {
    int inner = type.method("inner", List.of(), TaskCodeTest::nothing, Modifier.PRIVATE);
    int outer = type.method("outer", List.of(), c -> c.callOwn(inner), Modifier.PRIVATE);
    int again = type.method("again", List.of(), TaskCodeTest::nothing, Modifier.PRIVATE);
    TaskCode code =
        code(
            c ->
                c.lambda(
                    l -> {
                      l.callOwn(outer);
                      l.callOwn(again);
                    }));

    assertThat(names(code.allHere())).containsExactly("lambda", "outer", "inner", "again");
    assertThat(partNames(code.all())).containsExactly("lambda", "outer", "inner", "again");
  }

  @Test
  void lambdaThatIsRunAtOnceBelongsToTheTask() {
    Value.Field items = type.field("items", "java.lang.Iterable");
    TaskCode code =
        code(
            c ->
                c.lambda(
                    l ->
                        l.call(
                            items,
                            "java.lang.Iterable#forEach(java.util.function.Consumer)",
                            "void",
                            l.lambda(TaskCodeTest::nothing))));

    assertThat(code.allHere()).hasSize(2);
  }

  private TaskCode ofThread(Function<CodeBuilder, Value> creation) {
    Value[] made = new Value[1];
    type.method("m", c -> made[0] = creation.apply(c));
    ClassIndex index = index();
    return TaskCode.ofThread(index, index.call(((Value.Result) made[0]).call()).event());
  }

  @Test
  void threadRunsTheTaskThatItWasMadeWith() {
    TaskCode code = ofThread(c -> c.create(NEW_THREAD, c.lambda(TaskCodeTest::nothing)));

    assertThat(names(code.rootsHere())).containsExactly("lambda");
  }

  @Test
  void threadOfAFactoryRunsTheTaskThatTheFactoryGot() {
    TaskCode code =
        ofThread(
            c ->
                c.callStatic(
                    "b.Factory#newThread(java.lang.Runnable)",
                    THREAD,
                    c.lambda(TaskCodeTest::nothing)));

    assertThat(names(code.rootsHere())).containsExactly("lambda");
  }

  @Test
  void subclassOfThreadThatHasItsOwnCodeRunsThat() {
    other("run", TaskCodeTest::nothing);
    TaskCode code =
        ofThread(
            c -> c.create("b.Other#<init>(java.lang.Runnable)", c.lambda(TaskCodeTest::nothing)));

    assertThat(code.name()).isEqualTo("Other");
    assertThat(partNames(code.roots())).containsExactly("run");
  }

  @Test
  void classWithoutCodeOfItsOwnRunsThatOfItsSuperclass() {
    other("run", TaskCodeTest::nothing);
    type.extending("b.Other");
    TaskCode code = ofThread(c -> c.create("a.A#<init>()"));

    assertThat(code.name()).isEqualTo("A");
    assertThat(partNames(code.roots())).containsExactly("run");
    assertThat(code.isUnseen()).isFalse();
  }

  @Test
  void threadWithoutATaskRunsItsType() {
    TaskCode code = ofThread(c -> c.create("b.Worker#<init>()"));

    assertThat(code.name()).isEqualTo("Worker");
    assertThat(code.isUnseen()).isTrue();
  }

  @Test
  void threadThatNobodyCreatesHereRunsTheCodeOfItsType() {
    Value.Local task = type.local("worker", THREAD);
    type.method("m", List.of(task), TaskCodeTest::nothing, Modifier.PUBLIC);

    assertThat(TaskCode.ofThread(index(), task, List.of()).name()).isEqualTo("worker, passed in");
  }

  @Test
  void functionsAndTypesOfTasksAreTasksAndNamesAreNot() {
    type.method("m", TaskCodeTest::nothing);
    ClassIndex index = index();

    assertThat(TaskCode.isTask(index, referenceTo("b.B#b()"))).isTrue();
    assertThat(TaskCode.isTask(index, new Value.Lambda(0, RUNNABLE))).isTrue();
    assertThat(TaskCode.isTask(index, new Value.Choice(List.of(Value.NULL)))).isTrue();
    assertThat(TaskCode.isTask(index, new Value.Unknown(RUNNABLE))).isTrue();
    assertThat(TaskCode.isTask(index, new Value.Unknown("java.util.concurrent.Callable"))).isTrue();
    assertThat(TaskCode.isTask(index, new Value.Unknown("java.lang.String"))).isFalse();
    assertThat(TaskCode.isTask(index, new Value.Constant("name"))).isFalse();
  }
}
