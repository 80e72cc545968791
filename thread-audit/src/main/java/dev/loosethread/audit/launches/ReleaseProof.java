package dev.loosethread.audit.launches;

import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.flow.ExceptionPolicy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.OwnerUses.Release;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import javax.lang.model.element.Modifier;

/**
 * Tells whether an end method releases an owner on all its paths: an early return or an exception
 * may pass the release by.
 *
 * <p>A branch on the state of the object, or on an argument, that leads around the release is taken
 * for a guard: nothing is there to release, or the caller does not want it.
 */
final class ReleaseProof {
  private final ClassIndex index;
  private final EndMethods ends;
  private final BiPredicate<Node, Edge> expected;

  ReleaseProof(ClassIndex index) {
    this.index = index;
    this.ends = index.get(EndMethods.KEY);
    this.expected = ExceptionPolicy.expected(index.hierarchy());
  }

  /**
   * Returns a yes that says who releases an owner, or what may keep it from doing so.
   *
   * @param uses with a release
   * @param what names the owner
   */
  Answer of(OwnerUses uses, String what) {
    List<Body> releasing =
        uses.releases().stream().map(Release::body).distinct().sorted(endsFirst()).toList();
    Optional<String> lack = Optional.empty();
    for (Body body : releasing) {
      if (!ends.isEnd(body)) {
        break;
      }
      Optional<String> gap = gap(body, uses);
      if (gap.isEmpty()) {
        return Answer.yes(Messages.name(body) + " releases " + what);
      }
      lack = lack.or(() -> gap);
    }
    return lack.map(
            gap ->
                Answer.unknown(
                    gap + " before " + Messages.name(releasing.get(0)) + " releases " + what,
                    "release it in a finally block, or first"))
        .orElseGet(() -> Answer.yes(Messages.name(releasing.get(0)) + " releases " + what));
  }

  private Comparator<Body> endsFirst() {
    return Comparator.comparing((Body body) -> !ends.isEnd(body))
        .thenComparing(body -> body.is(Modifier.PRIVATE));
  }

  /** Returns what may happen in an end method before it releases the owner; empty if nothing. */
  private Optional<String> gap(Body end, OwnerUses uses) {
    Flow flow = end.flow();
    BitSet releases = new BitSet();
    uses.releases().stream()
        .filter(release -> release.body().equals(end))
        .forEach(release -> releases.set(release.node().id()));
    BitSet start = new BitSet();
    start.set(0);
    BitSet passed = passed(end, start, releases, expected);
    if (!passed.get(flow.exit()) && !passed.get(flow.throwExit())) {
      return Optional.empty();
    }
    BitSet returned = passed(end, start, releases, ExceptionPolicy.thrown());
    return returned.get(flow.exit())
        ? Optional.of("an early return may come")
        : passed.stream()
            .mapToObj(flow::node)
            .filter(node -> !releases.get(node.id()) && leadsOut(end, node, releases))
            .findFirst()
            .map(node -> thrower(node) + " may throw");
  }

  /** Returns whether an expected exception of a node leads out of the method, past the release. */
  private boolean leadsOut(Body end, Node node, BitSet releases) {
    if (node.event() == null) {
      return false;
    }
    BitSet caught =
        Paths.targets(node, edge -> edge.kind() == Kind.EXCEPTION && expected.test(node, edge));
    BitSet passed = passed(end, caught, releases, ExceptionPolicy.thrown());
    return passed.get(end.flow().exit()) || passed.get(end.flow().throwExit());
  }

  /** Returns the nodes that are reached without a release. */
  private BitSet passed(
      Body end, BitSet starts, BitSet releases, BiPredicate<Node, Edge> followed) {
    return Paths.reachable(
        end.flow(),
        starts,
        node -> !releases.get(node.id()),
        (node, edge) -> followed.test(node, edge) && !isGuarded(end, node, edge, releases));
  }

  /** Returns whether every path from after a call passes one of these nodes. */
  boolean isUnavoidable(At<Event.Call> from, BitSet nodes) {
    Flow flow = from.body().flow();
    BitSet passed =
        Paths.reachable(
            flow,
            Paths.targets(from.node(), edge -> edge.kind() != Kind.EXCEPTION),
            node -> !nodes.get(node.id()),
            expected);
    return !passed.get(flow.exit()) && !passed.get(flow.throwExit());
  }

  private static String thrower(Node node) {
    if (!(node.event() instanceof Event.Call call)) {
      return "it";
    }
    return call.method().isConstructor()
        ? "a constructor"
        : (call.isSuper() ? "super." : "") + call.method().name() + "()";
  }

  /** Returns whether an edge leads around the release because of the object's state. */
  private boolean isGuarded(Body end, Node node, Edge edge, BitSet releases) {
    return node.event() instanceof Event.Branch branch
        && branch.test().values().stream().anyMatch(value -> isState(end, value))
        && !Paths.reachable(end.flow(), edge.target(), n -> true).intersects(releases);
  }

  private boolean isState(Body end, Value value) {
    if (value instanceof Value.Field || value instanceof Value.This) {
      return true;
    }
    if (value instanceof Value.Local local) {
      // What is computed from several values may be computed from the state.
      return end.parameters().contains(local)
          || index.valuesOf(local).stream()
              .anyMatch(
                  v ->
                      v instanceof Value.Unknown
                          || (!(v instanceof Value.Local) && isState(end, v)));
    }
    return index.callOf(value).stream()
        .anyMatch(
            call -> isState(end, call.receiver()) || (call.isStatic() && call.body().isPresent()));
  }
}
