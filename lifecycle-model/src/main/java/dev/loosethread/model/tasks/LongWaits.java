package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.ExceptionPolicy;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.KeptFields;
import dev.loosethread.model.index.Library;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The waits that may go on for very long, and what ends them. A stop flag does not: the thread sees
 * its change only when the wait is over.
 */
public final class LongWaits {
  static final AnalysisKey<LongWaits> KEY = AnalysisKey.of(LongWaits::new);

  /** A thread that sleeps longer than this after its end is one that someone will look for. */
  private static final long LONG_SLEEP_MILLIS = 60_000;

  private final ClassIndex index;
  private final Library library;

  private LongWaits(ClassIndex index) {
    this.index = index;
    this.library = index.library();
  }

  /** Returns whether the call waits without a limit, or for longer than a minute. */
  public static boolean isLong(Library library, Event.Call call) {
    return (call.arguments().isEmpty() && library.waits(call.method()))
        || library.isUninterruptible(call.method())
        || isLongSleep(call);
  }

  private static boolean isLongSleep(Event.Call call) {
    return JdkMethod.THREAD_SLEEP.isNamesake(call.method())
        && call.arguments().get(0) instanceof Value.Constant time
        && time.value() instanceof Number millis
        && millis.longValue() > LONG_SLEEP_MILLIS;
  }

  /** Returns whether one of the calls interrupts, wakes or feeds a wait, as far as they show. */
  public static boolean isEndedBy(Library library, Event.Call wait, List<Event.Call> calls) {
    boolean hearsInterrupts = !library.isUninterruptible(wait.method());
    return calls.stream()
        .anyMatch(
            call ->
                (call.receiver() instanceof Value.Field field && field.equals(wait.receiver()))
                    || (hearsInterrupts && interrupts(call))
                    || JdkMethod.OBJECT_NOTIFY.isNamesake(call.method())
                    || JdkMethod.OBJECT_NOTIFY_ALL.isNamesake(call.method())
                    || library.isSignal(call.method()));
  }

  private static boolean interrupts(Event.Call call) {
    return JdkMethod.THREAD_INTERRUPT.isNamesake(call.method())
        || JdkMethod.FUTURE_CANCEL.isNamesake(call.method())
        || JdkMethod.EXECUTOR_SERVICE_SHUTDOWN_NOW.isNamesake(call.method());
  }

  /**
   * Returns whether the loop never sees that the flag has changed unless something interrupts it:
   * each round waits, for nothing but what this class does, and no code that changes the flag ends
   * the wait.
   */
  boolean hideTheChangeOf(FieldFacts flag, Exit exit, Body body, Flow.Loop loop) {
    if (!flag.isPrivate()) {
      return false;
    }
    LoopExits exits = index.exits(body, loop);
    BitSet own = index.reach(body);
    Set<Body> changers = new LinkedHashSet<>();
    changersOf(flag.key(), exit.edge().kind() == Flow.Kind.TRUE)
        .forEach(changer -> addWithCallers(changer, own, changers));
    return !changers.isEmpty()
        && changers.stream().allMatch(changer -> isAround(changer.owner(), flag.key().owner()))
        && body.flow().nodes().stream()
            .filter(node -> exits.contains(node.id()))
            .anyMatch(
                node ->
                    node.event() instanceof Event.Call call
                        && isOfThisClassOnly(call)
                        && isInEachRound(body.flow(), loop, exits, node)
                        && changers.stream().noneMatch(changer -> mayEnd(changer, call)));
  }

  /** The code that may give the flag the value that ends the loop. */
  private Stream<Body> changersOf(FieldKey flag, boolean ending) {
    Value going = new Value.Constant(!ending);
    Stream<Body> assigning =
        index.assignsTo(flag).stream()
            .filter(at -> !at.event().value().equals(going))
            .map(At::body);
    Stream<Body> calling =
        index.callsOn(flag).stream()
            .filter(at -> library.isChangeName(at.event().method().name()))
            .filter(at -> !at.event().arguments().equals(List.of(going)))
            .map(At::body);
    return Stream.concat(assigning, calling)
        .filter(body -> body.kind() == Body.Kind.METHOD || body.kind() == Body.Kind.LAMBDA);
  }

  /** Adds the code of other threads that changes the flag, be it through a method of the class. */
  private void addWithCallers(Body changer, BitSet own, Set<Body> into) {
    if (own.get(changer.id()) || !into.add(changer)) {
      return;
    }
    changer.enclosing().ifPresent(id -> addWithCallers(index.facts().body(id), own, into));
    // By name, as a call in a class that is read first does not know the body of its method.
    index.callsNamed(changer.key().name()).stream()
        .filter(at -> at.event().method().equals(changer.key()))
        .forEach(at -> addWithCallers(at.body(), own, into));
  }

  /**
   * Returns whether one type is another, or encloses it. Code of other types may be what the loop
   * takes and runs, such as a command that ends it.
   */
  private boolean isAround(String outer, String inner) {
    return outer.equals(inner)
        || index
            .facts()
            .type(inner)
            .flatMap(TypeFacts::outer)
            .filter(around -> isAround(outer, around))
            .isPresent();
  }

  private boolean mayEnd(Body changer, Event.Call wait) {
    List<Event.Call> calls = index.callsIn(index.reach(changer)).map(At::event).toList();
    return isEndedBy(library, wait, calls) || calls.stream().anyMatch(this::isOfSubclass);
  }

  /** A method that only a subclass implements may do anything that the class lets it. */
  private boolean isOfSubclass(Event.Call call) {
    return call.receiver() instanceof Value.This
        && !call.isSuper()
        && !call.method().isConstructor()
        && index.calledMethod(call).filter(Body::hasCode).isEmpty();
  }

  /** Returns whether the call is a long wait that an interrupt or code of this class ends. */
  private boolean isOfThisClassOnly(Event.Call call) {
    if (library.isUninterruptible(call.method())) {
      return false;
    }
    return isLongSleep(call)
        || (library.isSource(call.method())
            && isLong(library, call)
            && call.receiver() instanceof Value.Field field
            && index.facts().field(field.key()).filter(new KeptFields(index)::isKept).isPresent());
  }

  /** Returns whether the loop cannot come back to its head without passing the node. */
  private boolean isInEachRound(Flow flow, Flow.Loop loop, LoopExits exits, Node node) {
    if (node.id() == loop.header()) {
      return true;
    }
    BiPredicate<Node, Edge> expected = ExceptionPolicy.expected(index.hierarchy());
    BitSet start = new BitSet();
    start.set(loop.header());
    return Paths.reachable(
            flow, start, n -> n.id() != node.id(), (n, e) -> stays(exits, e) && expected.test(n, e))
        .stream()
        .filter(id -> id != node.id())
        .mapToObj(flow::node)
        .noneMatch(n -> comesBack(n, loop, expected));
  }

  private static boolean stays(LoopExits exits, Edge edge) {
    return exits.contains(edge.target());
  }

  private static boolean comesBack(Node node, Flow.Loop loop, BiPredicate<Node, Edge> expected) {
    return node.successors().stream()
        .anyMatch(e -> e.target() == loop.header() && expected.test(node, e));
  }
}
