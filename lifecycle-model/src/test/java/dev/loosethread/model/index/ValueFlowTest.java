package dev.loosethread.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Where values come from, over facts made by hand. */
class ValueFlowTest {
  private static final String RUNNABLE = "java.lang.Runnable";
  private static final String POOL = "java.util.concurrent.ExecutorService";
  private static final String NEW_POOL = "java.util.concurrent.Executors#newCachedThreadPool()";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Field field = type.field("field", RUNNABLE);
  private final Value.Local parameter = type.local("task", RUNNABLE);

  private ValueFlow flow() {
    return ClassIndex.of(type.facts(), Catalogues.builtIn()).get(ValueFlow.KEY);
  }

  private List<Source> sourcesOf(Value value) {
    return flow().of(value).all();
  }

  private static Value code(CodeBuilder c) {
    return c.lambda(CodeBuilder::returns);
  }

  private void helperWithACaller(Modifier... modifiers) {
    int helper = type.method("run", List.of(parameter), CodeBuilder::returns, modifiers);
    type.method("start", c -> c.callOwn(helper, code(c)));
  }

  @Test
  void fieldStandsForAllThatIsAssignedToIt() {
    type.method("a", c -> c.assign(field, code(c)));
    type.method("b", c -> c.assign(field, code(c)));

    assertThat(sourcesOf(field)).hasSize(2).hasOnlyElementsOfType(Source.Code.class);
  }

  @Test
  void fieldIsASourceWhereFieldsAreNotFollowed() {
    type.method("a", c -> c.assign(field, code(c)));

    assertThat(flow().upToFields().of(field).all()).containsExactly(new Source.Unseen(field));
  }

  @Test
  void withinABodyTheAssignmentsOfOthersDoNotCount() {
    int here = type.method("a", c -> c.assign(field, code(c)));
    int elsewhere = type.method("b", c -> c.assign(field, code(c)));
    int nowhere = type.method("c", CodeBuilder::returns);
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());
    ValueFlow flow = index.get(ValueFlow.KEY);

    List<Source> first = flow.within(index.facts().body(here)).of(field).all();
    List<Source> second = flow.within(index.facts().body(elsewhere)).of(field).all();
    assertThat(first).hasSize(1).hasOnlyElementsOfType(Source.Code.class);
    assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    assertThat(flow.within(index.facts().body(nowhere)).of(field).all())
        .containsExactly(new Source.Unseen(field));
  }

  @Test
  void withinABodyAParameterIsASource() {
    int helper = type.method("run", List.of(parameter), CodeBuilder::returns, Modifier.PRIVATE);
    type.method("start", c -> c.callOwn(helper, code(c)));
    ClassIndex index = ClassIndex.of(type.facts(), Catalogues.builtIn());

    assertThat(index.get(ValueFlow.KEY).within(index.facts().body(helper)).of(parameter).all())
        .containsExactly(new Source.HandedIn(parameter));
  }

  @Test
  void onlyACollectionKeepsWhatIsAddedToIt() {
    Value.Local list = type.local("list", "java.util.List");
    Value.Local other = type.local("counter", "a.Counter");
    type.method(
        "a",
        c -> {
          c.call(list, "java.util.List#add(java.lang.Object)", "boolean", code(c));
          c.call(other, "a.Counter#add(java.lang.Object)", "void", code(c));
        });

    assertThat(sourcesOf(new Value.Element(list, RUNNABLE)))
        .hasSize(1)
        .hasOnlyElementsOfType(Source.Code.class);
    assertThat(sourcesOf(new Value.Element(other, RUNNABLE)))
        .hasOnlyElementsOfType(Source.Unseen.class);
  }

  @Test
  void fieldThatNothingAssignsIsUnseen() {
    assertThat(sourcesOf(field)).containsExactly(new Source.Unseen(field));
  }

  @Test
  void conditionalStandsForEachAlternativeButNull() {
    type.method("a", c -> c.assign(field, new Value.Choice(List.of(code(c), Value.NULL))));

    assertThat(sourcesOf(field)).singleElement().isInstanceOf(Source.Code.class);
  }

  @Test
  void parameterOfAPrivateMethodStandsForItsCallersArguments() {
    helperWithACaller(Modifier.PRIVATE);

    assertThat(sourcesOf(parameter)).singleElement().isInstanceOf(Source.Code.class);
  }

  @Test
  void parameterOfAMethodThatOthersCallIsHandedInToo() {
    helperWithACaller(Modifier.PUBLIC);

    assertThat(sourcesOf(parameter)).contains(new Source.HandedIn(parameter)).hasSize(2);
  }

  @Test
  void parameterOfAPrivateMethodThatIsHandedOnIsHandedInToo() {
    int helper = type.method("run", List.of(parameter), CodeBuilder::returns, Modifier.PRIVATE);
    Value reference =
        new Value.MethodReference(
            type.self(), type.key(helper), OptionalInt.of(helper), "java.util.function.Consumer");
    type.method("start", c -> c.callOwn(helper, code(c)));
    type.method(
        "give", c -> c.callStatic("b.B#take(java.util.function.Consumer)", "void", reference));

    assertThat(sourcesOf(parameter)).contains(new Source.HandedIn(parameter)).hasSize(2);
  }

  @Test
  void parameterIsASourceWithinMethods() {
    helperWithACaller(Modifier.PRIVATE);

    assertThat(flow().withinMethods().of(parameter).all())
        .containsExactly(new Source.HandedIn(parameter));
  }

  @Test
  void argumentOfACallerThatIsNotFollowedDoesNotCount() {
    helperWithACaller(Modifier.PRIVATE);

    assertThat(flow().fromCallers(caller -> false).of(parameter).all()).isEmpty();
  }

  @Test
  void resultOfAMethodStandsForWhatItReturns() {
    int factory =
        type.method(
            "make", List.of(), c -> c.returns(c.callStatic(NEW_POOL, POOL)), Modifier.PRIVATE);
    Value.Field pool = type.field("pool", POOL);
    type.method("start", c -> c.assign(pool, c.callOwn(factory)));

    ValueFlow.Sources sources = flow().of(pool);

    assertThat(sources.creations()).hasSize(1);
    assertThat(sources.all()).hasSize(1);
    assertThat(sources.isShared()).isFalse();
  }

  @Test
  void resultOfAMethodThatSubclassesReplaceIsShared() {
    type.modifiers(Modifier.PUBLIC).extended();
    int factory =
        type.method(
            "make", List.of(), c -> c.returns(c.callStatic(NEW_POOL, POOL)), Modifier.PUBLIC);
    Value.Field pool = type.field("pool", POOL);
    type.method("start", c -> c.assign(pool, c.callOwn(factory)));

    assertThat(flow().of(pool).isShared()).isTrue();
  }

  @Test
  void resultOfCodeElsewhereIsReturnedByIt() {
    type.method("a", c -> c.assign(field, c.callStatic("b.B#task()", RUNNABLE)));

    assertThat(sourcesOf(field)).singleElement().isInstanceOf(Source.Returned.class);
  }

  @Test
  void elementOfAContainerIsShared() {
    Value.Field tasks = type.field("tasks", "java.util.List");
    type.method(
        "a", c -> c.call(tasks, "java.util.List#add(java.lang.Object)", "boolean", code(c)));

    ValueFlow.Sources sources = flow().of(new Value.Element(tasks, RUNNABLE));

    assertThat(sources.all()).singleElement().isInstanceOf(Source.Code.class);
    assertThat(sources.isShared()).isTrue();
  }

  @Test
  void fieldsThatAreAssignedToEachOtherEnd() {
    Value.Field other = type.field("other", RUNNABLE);
    type.method("a", c -> c.assign(field, other));
    type.method("b", c -> c.assign(other, field));

    assertThat(sourcesOf(field)).isEmpty();
  }
}
