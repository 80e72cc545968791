package dev.loosethread.audit.launches;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.starts.LiveOwners;
import dev.loosethread.model.tasks.ThrownExceptions;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells whether an object may fail to be constructed after it has started a thread: nobody gets the
 * object then, so nobody ends the thread.
 *
 * <p>The rule about this reports only exceptions that the code names. A promise needs more: that no
 * call throws, as far as its code shows or its arguments are not those of the caller.
 */
final class ConstructionFailure {
  private final ClassIndex index;
  private final LiveOwners owners;

  ConstructionFailure(ClassIndex index) {
    this.index = index;
    this.owners = new LiveOwners(index);
  }

  /** Returns what may fail after a launch, in a few words; empty if nothing does. */
  Optional<String> after(At<Event.Call> launch) {
    Body body = launch.body();
    boolean isOfConstruction =
        body.kind() == Body.Kind.CONSTRUCTOR || body.kind() == Body.Kind.INITIALIZER;
    if (!isOfConstruction || !staysAlive(launch)) {
      return Optional.empty();
    }
    Stream<Optional<String>> later =
        body.kind() == Body.Kind.CONSTRUCTOR
            ? Stream.empty()
            : index.declarations().bodiesOf(body.owner()).stream()
                .filter(b -> b.kind() == Body.Kind.CONSTRUCTOR)
                .map(b -> failing(b, IntStream.range(0, b.flow().nodes().size())));
    BitSet rest = Paths.reachable(body.flow(), launch.node().id(), n -> true);
    rest.clear(launch.node().id());
    return Stream.concat(Stream.of(failing(body, rest.stream())), later)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private boolean staysAlive(At<Event.Call> launch) {
    List<LiveOwners.Live> started = owners.startedIn(launch.body());
    return started.stream()
        .anyMatch(
            live -> live.node().equals(launch.node()) || live.site().equals(launch.event().site()));
  }

  private Optional<String> failing(Body body, IntStream nodes) {
    return nodes
        .mapToObj(body.flow()::node)
        .filter(node -> leaves(body.flow(), node))
        .flatMap(node -> failure(body, node).stream())
        .findFirst();
  }

  /** Returns whether no code of the body handles an exception of the node. */
  private boolean leaves(Flow flow, Node node) {
    return node.successors().stream()
        .anyMatch(
            e ->
                e.kind() == Flow.Kind.EXCEPTION
                    && index.hierarchy().isUnchecked(e.exception())
                    && !(flow.node(e.target()).event() instanceof Event.Catch));
  }

  private Optional<String> failure(Body body, Node node) {
    if (!(node.event() instanceof Event.Call call) || call.isSuper() || isLaunch(call)) {
      return Optional.empty();
    }
    return takesInput(body, call) || refuses(call)
        ? Optional.of(call.method().name() + "() in line " + call.site().line())
        : ThrownExceptions.suspicious(index)
            .outOf(call)
            .map(why -> "line " + call.site().line() + ", as " + why);
  }

  /** What is judged on its own. */
  private boolean isLaunch(Event.Call call) {
    return index.created(call).isPresent()
        || index.library().handsOverATask(call)
        || index.library().isStartName(call.method().name());
  }

  /** A method of the class that throws on purpose, such as one that checks what it is given. */
  private boolean refuses(Event.Call call) {
    return index.calledMethod(call).stream()
        .flatMap(callee -> index.reach(callee).stream().mapToObj(index.facts()::body))
        .filter(callee -> callee.kind() != Body.Kind.LAMBDA)
        .flatMap(callee -> callee.flow().nodes().stream())
        .anyMatch(node -> node.event() instanceof Event.Throw);
  }

  /** {@code Integer.parseInt(port)}, {@code name.trim()}: it depends on the caller's values. */
  private static boolean takesInput(Body constructor, Event.Call call) {
    boolean isGiven =
        call.isStatic() && call.arguments().stream().anyMatch(a -> isParameter(constructor, a));
    return !call.isNew()
        && call.body().isEmpty()
        && (isGiven || isParameter(constructor, call.receiver()));
  }

  private static boolean isParameter(Body constructor, Value value) {
    return value instanceof Value.Local local && constructor.parameters().contains(local);
  }
}
