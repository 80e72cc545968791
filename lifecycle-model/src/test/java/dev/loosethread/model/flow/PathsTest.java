package dev.loosethread.model.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Paths through methods that are made by hand; each call has its own name. */
class PathsTest {
  private static final String INTERRUPTED = "java.lang.InterruptedException";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private Flow flow;

  private void code(Consumer<CodeBuilder> code) {
    int method = type.method("m", code);
    ClassFacts facts = type.facts();
    flow = facts.body(method).flow();
  }

  private static void first(CodeBuilder code) {
    code.callStatic("b.B#first()", "void");
  }

  private static void second(CodeBuilder code) {
    code.callStatic("b.B#second()", "void");
  }

  /** The only call here that declares a checked exception. */
  private static void sleep(CodeBuilder code) {
    code.callStatic("java.lang.Thread#sleep(long)", "void", new Value.Constant(1L));
  }

  private int node(String method) {
    return flow.nodes().stream()
        .filter(n -> n.event() instanceof Event.Call call && call.method().name().equals(method))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Optional<Node> failingAfterFirst(Predicate<Node> stop) {
    return Paths.failing(flow, node("first"), stop, type.hierarchy());
  }

  @Test
  void callThatDeclaresACheckedExceptionFails() {
    code(
        c -> {
          first(c);
          sleep(c);
        });

    assertThat(failingAfterFirst(n -> false)).contains(flow.node(node("sleep")));
  }

  @Test
  void callThatDeclaresNoneIsNotExpectedToFail() {
    code(
        c -> {
          first(c);
          second(c);
        });

    assertThat(failingAfterFirst(n -> false)).isEmpty();
  }

  @Test
  void thrownExceptionFails() {
    code(
        c -> {
          first(c);
          c.throwing("java.lang.IllegalStateException");
        });

    assertThat(failingAfterFirst(n -> false))
        .get()
        .satisfies(n -> assertThat(n.event()).isInstanceOf(Event.Throw.class));
  }

  @Test
  void caughtExceptionDoesNotFail() {
    code(
        c -> {
          first(c);
          c.tryCatch(() -> sleep(c), INTERRUPTED, () -> {});
        });

    assertThat(failingAfterFirst(n -> false)).isEmpty();
  }

  @Test
  void handlerThatThrowsIsWhatFails() {
    code(
        c -> {
          first(c);
          c.tryCatch(
              () -> sleep(c), INTERRUPTED, () -> c.throwing("java.lang.IllegalStateException"));
        });

    assertThat(failingAfterFirst(n -> false))
        .get()
        .satisfies(n -> assertThat(n.event()).isInstanceOf(Event.Throw.class));
  }

  @Test
  void nothingFailsBehindANodeThatStopsThePath() {
    code(
        c -> {
          first(c);
          second(c);
          sleep(c);
        });

    assertThat(failingAfterFirst(n -> n.id() == node("second"))).isEmpty();
  }

  @Test
  void failureOfTheStartItselfDoesNotCount() {
    code(
        c ->
            c.tryCatch(
                () -> sleep(c), INTERRUPTED, () -> c.throwing("java.lang.IllegalStateException")));

    assertThat(Paths.failing(flow, node("sleep"), n -> false, type.hierarchy())).isEmpty();
  }

  @Test
  void exceptionThatPassesAFinallyBlockFails() {
    code(
        c -> {
          first(c);
          c.tryFinally(() -> sleep(c), () -> second(c));
        });

    assertThat(failingAfterFirst(n -> false)).contains(flow.node(node("sleep")));
  }

  @Test
  void finallyBlockThatStopsThePathStopsTheException() {
    code(
        c -> {
          first(c);
          c.tryFinally(() -> sleep(c), () -> second(c));
        });

    assertThat(
            failingAfterFirst(
                n -> n.event() instanceof Event.Call call && call.method().name().equals("second")))
        .isEmpty();
  }

  @Test
  void nodeThatStopsThePathDoesNotFailItself() {
    Value.Field flag = type.field("flag", "boolean");
    code(
        c -> {
          first(c);
          c.ifTrue(flag, () -> sleep(c));
          c.throwing("java.lang.IllegalStateException");
        });

    assertThat(failingAfterFirst(n -> n.id() == node("sleep")))
        .get()
        .satisfies(n -> assertThat(n.event()).isInstanceOf(Event.Throw.class));
  }

  @Test
  void noPathAvoidsItsOwnBeginning() {
    code(PathsTest::first);

    assertThat(Paths.reaches(flow, 0, flow.exit(), 0)).isFalse();
  }

  @Test
  void conditionalCallIsAvoidableAndWhatFollowsIsNot() {
    Value.Field flag = type.field("flag", "boolean");
    code(
        c -> {
          c.ifTrue(flag, () -> first(c));
          second(c);
        });

    assertThat(Paths.isUnavoidable(flow, node("first"))).isFalse();
    assertThat(Paths.isUnavoidable(flow, node("second"))).isTrue();
    assertThat(Paths.reaches(flow, 0, node("second"), node("first"))).isTrue();
  }

  @Test
  void nothingIsUnavoidableInAMethodThatNeverCompletes() {
    code(c -> c.forEver(() -> first(c)));

    assertThat(Paths.isUnavoidable(flow, node("first"))).isFalse();
  }
}
