package dev.loosethread.model.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.LoopKind;
import dev.loosethread.model.facts.StructuredFlowBuilder.Handler;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.testing.LoadedTypes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The flows of statements: where jumps and exceptions go, and what runs on their way. */
class StructuredFlowBuilderTest {
  private static final String IO = "java.io.IOException";
  private static final Site NOWHERE = () -> 0;

  private final StructuredFlowBuilder flow = new StructuredFlowBuilder(new LoadedTypes());

  private int step(String name) {
    return flow.add(new Event.Throw(name, NOWHERE));
  }

  private static long count(Flow flow, String name) {
    return flow.nodes().stream()
        .filter(n -> n.event() instanceof Event.Throw step && step.type().equals(name))
        .count();
  }

  private static boolean reaches(Flow flow, int from, int to) {
    return Paths.reachable(flow, from, n -> true).get(to);
  }

  private static Event.Catch clause(String type) {
    return new Event.Catch(List.of(type), new Value.Local(1, "e", type), NOWHERE);
  }

  @Test
  void codeAfterAJumpIsLeftOut() {
    flow.leaveBody();

    assertThat(step("after")).isEqualTo(StructuredFlowBuilder.NOWHERE);
    Flow built = flow.build();
    assertThat(count(built, "after")).isZero();
    assertThat(reaches(built, Flow.Builder.ENTRY, built.exit())).isTrue();
  }

  @Test
  void cleanupIsCopiedForTheEndTheReturnAndTheException() {
    flow.withCleanup(
        () -> {
          flow.raise(step("body"), IO);
          int ifTrue = flow.label();
          int ifFalse = flow.label();
          Event.Test test = new Event.Test.Opaque();
          flow.branch(new Event.Branch(test, NOWHERE), ifTrue, ifFalse);
          flow.continueAt(ifTrue);
          flow.leaveBody();
          flow.continueAt(ifFalse);
        },
        () -> step("cleanup"));

    Flow built = flow.build();
    assertThat(count(built, "cleanup")).isEqualTo(3);
    assertThat(built.nodes())
        .filteredOn(n -> n.event() instanceof Event.Throw e && e.type().equals("cleanup"))
        .allMatch(Flow.Node::inFinally);
    assertThat(built.nodes().stream().flatMap(n -> n.successors().stream()))
        .filteredOn(e -> e.target() == built.throwExit())
        .extracting(Flow.Edge::exception)
        .containsExactly(IO);
  }

  @Test
  void exceptionEntersTheFirstClauseThatCatchesAllOfIt() {
    flow.withHandlers(
        () -> flow.raise(step("body"), IO),
        List.of(
            new Handler(clause("java.io.FileNotFoundException"), () -> step("some")),
            new Handler(clause(IO), () -> step("all")),
            new Handler(clause("java.lang.Exception"), () -> step("none"))));

    Flow built = flow.build();
    assertThat(count(built, "some")).isEqualTo(1);
    assertThat(count(built, "all")).isEqualTo(1);
    assertThat(count(built, "none")).isZero();
    assertThat(reaches(built, Flow.Builder.ENTRY, built.throwExit())).isFalse();
  }

  @Test
  void nodesOfACatchBlockKnowItsClause() {
    flow.withHandlers(
        () -> flow.raise(step("body"), IO), List.of(new Handler(clause(IO), () -> step("caught"))));
    step("after");

    Flow built = flow.build();
    int entry =
        built.nodes().stream()
            .filter(n -> n.event() instanceof Event.Catch)
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(built.handledBy(entry).map(Flow.Node::event))
        .hasSize(2)
        .anyMatch(Event.Catch.class::isInstance)
        .anyMatch(e -> e instanceof Event.Throw step && step.type().equals("caught"));
  }

  @Test
  void onlyEdgesFromInsideALoopAreBackEdges() {
    int after = flow.label();
    int header = flow.openLoop(LoopKind.WHILE, true, NOWHERE);
    flow.enterLoopBody(Set.of("outer"), after, header);
    step("body");
    flow.continueTo("outer");
    flow.leave();
    flow.closeLoop(header);
    flow.continueAt(after);

    Flow built = flow.build();
    assertThat(built.loops()).singleElement().matches(loop -> loop.header() == header);
    assertThat(built.nodes().stream().flatMap(n -> n.successors().stream()))
        .filteredOn(e -> e.target() == header)
        .extracting(Flow.Edge::isBack)
        .containsExactly(false, true);
    assertThat(reaches(built, Flow.Builder.ENTRY, built.exit())).isFalse();
  }

  @Test
  void plainBreakLeavesTheLoopAndNotALabelledBlockInIt() {
    int after = flow.label();
    int header = flow.openLoop(LoopKind.FOR, true, NOWHERE);
    flow.enterLoopBody(Set.of(), after, header);
    int afterBlock = flow.label();
    flow.enterLabelled(Set.of("block"), afterBlock);
    flow.breakTo(null);
    flow.leave();
    flow.continueAt(afterBlock);
    assertThat(flow.isReachable()).isFalse();
    flow.leave();
    flow.closeLoop(header);
    flow.continueAt(after);

    assertThat(flow.isReachable()).isTrue();
  }

  @Test
  void jumpWithoutATargetMakesTheCodeOpaque() {
    assertThatThrownBy(() -> flow.breakTo(null)).isInstanceOf(OpaqueCodeException.class);
    assertThatThrownBy(() -> flow.continueTo("none")).isInstanceOf(OpaqueCodeException.class);
    assertThatThrownBy(flow::yieldValue).isInstanceOf(OpaqueCodeException.class);
  }

  @Test
  void sameEdgeIsAddedOnce() {
    int join = flow.label();
    flow.fork(List.of(join, join));
    flow.continueAt(join);

    Flow built = flow.build();
    assertThat(built.node(Flow.Builder.ENTRY).successors())
        .containsExactly(new Flow.Edge(join, Kind.NORMAL, "", false));
  }
}
