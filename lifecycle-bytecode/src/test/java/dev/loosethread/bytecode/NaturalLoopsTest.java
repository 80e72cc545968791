package dev.loosethread.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.OpaqueCodeException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The loops that are found in graphs without statements. */
class NaturalLoopsTest {
  private final Flow.Builder flow = new Flow.Builder();
  private final ClassFiles none =
      new ClassFiles() {
        @Override
        public Optional<byte[]> find(String name) {
          return Optional.empty();
        }

        @Override
        public List<String> application() {
          return List.of();
        }
      };

  private Flow loops() {
    return NaturalLoops.in(
        flow.build(), new BytecodeFrontEnd(none).hierarchy(), header -> () -> header);
  }

  private void path(int... nodes) {
    for (int i = 1; i < nodes.length; i++) {
      flow.edge(nodes[i - 1], nodes[i], Kind.NORMAL);
    }
  }

  @Test
  void edgeToADominatorIsABackEdgeAndMakesALoop() {
    int header = flow.add(null);
    int body = flow.add(null);
    path(Flow.Builder.ENTRY, header, body, header);
    path(header, Flow.Builder.EXIT);

    Flow found = loops();

    assertThat(found.loops())
        .singleElement()
        .satisfies(loop -> assertThat(loop.header()).isEqualTo(header))
        .satisfies(loop -> assertThat(loop.site().line()).isEqualTo(header));
    assertThat(found.node(body).successors()).allMatch(Flow.Edge::isBack);
    assertThat(found.node(header).successors()).noneMatch(Flow.Edge::isBack);
  }

  @Test
  void outerLoopsComeBeforeInnerOnes() {
    int inner = flow.add(null);
    int outer = flow.add(null);
    path(Flow.Builder.ENTRY, outer, inner, inner, outer);

    assertThat(loops().loops()).extracting(Flow.Loop::header).containsExactly(outer, inner);
  }

  @Test
  void joinOfTwoWaysIsNoLoop() {
    int left = flow.add(null);
    int right = flow.add(null);
    path(Flow.Builder.ENTRY, left, Flow.Builder.EXIT);
    path(Flow.Builder.ENTRY, right, Flow.Builder.EXIT);

    assertThat(loops().loops()).isEmpty();
  }

  @Test
  void loopWithTwoEntriesIsOpaque() {
    int left = flow.add(null);
    int right = flow.add(null);
    path(Flow.Builder.ENTRY, left, right, left);
    path(Flow.Builder.ENTRY, right);

    assertThatThrownBy(this::loops).isInstanceOf(OpaqueCodeException.class);
  }

  @Test
  void loopInUnreachableCodeIsNoLoop() {
    int header = flow.add(null);
    path(header, header);
    path(Flow.Builder.ENTRY, Flow.Builder.EXIT);

    assertThat(loops().loops()).isEmpty();
  }
}
