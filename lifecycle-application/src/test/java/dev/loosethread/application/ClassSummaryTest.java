package dev.loosethread.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What an application has to know of a class, over facts made by hand. */
class ClassSummaryTest {
  private static final String SCHEDULED = "java.util.concurrent.ScheduledExecutorService";
  private static final String EXECUTORS = "java.util.concurrent.Executors";

  private final ClassBuilder type = new ClassBuilder("a.Poller");
  private final Value.Field scheduler = type.field("scheduler", SCHEDULED);

  private ClassSummary summary() {
    return ClassSummary.of(ClassIndex.of(type.facts(), Catalogues.builtIn()));
  }

  private void create(CodeBuilder code) {
    code.assign(
        scheduler, code.callStatic(EXECUTORS + "#newSingleThreadScheduledExecutor()", SCHEDULED));
  }

  private void schedule(CodeBuilder code) {
    code.call(
        scheduler,
        SCHEDULED
            + "#scheduleAtFixedRate(java.lang.Runnable,long,long,java.util.concurrent.TimeUnit)",
        "java.util.concurrent.ScheduledFuture",
        code.lambda(l -> {}),
        new Value.Constant(1L),
        new Value.Constant(1L),
        Value.UNKNOWN);
  }

  private void shutdown(CodeBuilder code) {
    code.call(scheduler, SCHEDULED + "#shutdown()", "void");
  }

  private void construct(Consumer<CodeBuilder> code) {
    type.constructor(List.of(), code, Modifier.PUBLIC);
  }

  @Test
  void classThatIsBornWithAThreadAndEndsItIsAnOwner() {
    type.initializer(this::create);
    construct(this::schedule);
    type.method("close", this::shutdown);

    assertThat(summary().made())
        .containsExactly(new ClassSummary.Made("owner a.Poller other close", "a.Poller", "<init>"));
  }

  @Test
  void rowsCanBeReadByTheCatalogue() {
    type.initializer(this::create);
    construct(this::schedule);
    type.method("close", this::shutdown);

    List<String> rows = summary().made().stream().map(ClassSummary.Made::row).toList();

    assertThat(
            Catalogues.withDerived(Catalogues.builtIn(), rows)
                .ownerKind("a.Poller", type.hierarchy()))
        .isPresent();
  }

  @Test
  void classThatMayBeBornWithoutAThreadIsNoOwner() {
    type.initializer(this::create);
    construct(this::schedule);
    type.constructor(List.of(type.local("n", "int")), c -> {}, Modifier.PUBLIC);
    type.method("close", this::shutdown);

    assertThat(summary().made()).isEmpty();
  }

  @Test
  void classThatNeverEndsItsThreadIsToBlameItself() {
    type.initializer(this::create);
    construct(this::schedule);
    type.method("close", c -> {});

    assertThat(summary().made()).isEmpty();
    assertThat(summary().ended()).isEmpty();
  }

  @Test
  void factoryIsTold() {
    type.method(
        "newPool",
        List.of(),
        c ->
            c.returns(
                c.callStatic(
                    EXECUTORS + "#newFixedThreadPool(int)",
                    "java.util.concurrent.ExecutorService",
                    new Value.Constant(2))),
        Modifier.PUBLIC,
        Modifier.STATIC);

    assertThat(summary().made())
        .containsExactly(
            new ClassSummary.Made("create a.Poller#newPool(*) executor", "a.Poller", "newPool"));
  }

  @Test
  void endMethodThatOthersMustCallIsTold() {
    type.initializer(this::create);
    type.method("start", this::schedule);
    type.method("stop", this::shutdown);

    assertThat(summary().ended())
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.methods()).containsExactly("stop");
              assertThat(e.starts()).containsExactly("start");
              assertThat(e.isEndedWithin()).isFalse();
              assertThat(e.asOwner().row()).isEqualTo("owner a.Poller other stop");
              assertThat(e.neverCalled().message()).contains("stop() ends the threads of Poller");
              assertThat(e.isOpen()).isTrue();
            });
  }

  @Test
  void endMethodThatTheClassCallsItselfIsKnownAsSuch() {
    type.initializer(this::create);
    type.method("start", this::schedule);
    int stop = type.method("stop", this::shutdown);
    type.method("run", c -> c.callOwn(stop));

    assertThat(summary().ended()).singleElement().matches(EndMethodUse::isEndedWithin);
  }

  @Test
  void callFromAnotherEndMethodIsNoUse() {
    type.initializer(this::create);
    type.method("start", this::schedule);
    int stop = type.method("stop", this::shutdown);
    type.method("close", c -> c.callOwn(stop));

    assertThat(summary().ended())
        .singleElement()
        .satisfies(e -> assertThat(e.methods()).containsExactlyInAnyOrder("close", "stop"));
  }

  @Test
  void anonymousClassTellsNothing() {
    type.kind(TypeFacts.Kind.ANONYMOUS);
    type.initializer(this::create);
    construct(this::schedule);
    type.method("close", this::shutdown);

    assertThat(summary()).isEqualTo(new ClassSummary(List.of(), List.of()));
  }
}
