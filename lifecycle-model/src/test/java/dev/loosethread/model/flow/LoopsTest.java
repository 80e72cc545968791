package dev.loosethread.model.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Natural loops of graphs made by hand. */
class LoopsTest {
  private final List<List<Edge>> edges = new ArrayList<>();

  private LoopsTest nodes(int count) {
    for (int i = 0; i < count; i++) {
      edges.add(new ArrayList<>());
    }
    return this;
  }

  private LoopsTest edge(int from, int to, Kind kind, String exception, boolean isBack) {
    edges.get(from).add(new Edge(to, kind, exception, isBack));
    return this;
  }

  private Flow flow() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Event event = i == 4 ? new Event.Throw("java.lang.RuntimeException", null) : null;
      nodes.add(new Node(i, event, edges.get(i), OptionalInt.empty(), false));
    }
    return new Flow(nodes, 1, 2, List.of());
  }

  @Test
  void loopIsWhatLeadsBackToItsHeader() {
    Flow flow =
        nodes(6)
            .edge(0, 3, Kind.NORMAL, "", false)
            .edge(3, 5, Kind.TRUE, "", false)
            .edge(3, 1, Kind.FALSE, "", false)
            .edge(5, 3, Kind.NORMAL, "", true)
            .flow();
    Loops loops = new Loops(flow);

    assertThat(loops.nodes(3).stream().toArray()).containsExactly(3, 5);
    assertThat(loops.exits(loops.nodes(3)))
        .singleElement()
        .satisfies(e -> assertThat(e.isUnplanned()).isFalse());
  }

  @Test
  void statementThatNeverGoesBackIsNoLoop() {
    Flow flow =
        nodes(4).edge(0, 3, Kind.NORMAL, "", false).edge(3, 1, Kind.NORMAL, "", false).flow();

    assertThat(new Loops(flow).nodes(3).isEmpty()).isTrue();
  }

  @Test
  void uncheckedExceptionOfACallIsUnplanned_butAThrownOneIsNot() {
    Flow flow =
        nodes(5)
            .edge(0, 3, Kind.NORMAL, "", false)
            .edge(3, 4, Kind.TRUE, "", false)
            .edge(3, 3, Kind.FALSE, "", true)
            .edge(3, 2, Kind.EXCEPTION, "java.lang.RuntimeException", false)
            .edge(4, 2, Kind.EXCEPTION, "java.lang.RuntimeException", false)
            .edge(4, 3, Kind.NORMAL, "", true)
            .flow();
    Loops loops = new Loops(flow);

    assertThat(loops.exits(loops.nodes(3)).stream().map(Loops.Exit::isUnplanned))
        .containsExactly(true, false);
  }
}
