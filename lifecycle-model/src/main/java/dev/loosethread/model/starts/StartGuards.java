package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The guards that may prevent a second call of a start method. */
public final class StartGuards {
  public static final AnalysisKey<StartGuards> KEY = AnalysisKey.of(StartGuards::new);

  private static final Value ZERO = new Value.Constant(0);

  private final ClassIndex index;
  private final ClassFacts facts;
  private final Library library;

  private StartGuards(ClassIndex index) {
    this.index = index;
    this.facts = index.facts();
    this.library = index.library();
  }

  /** Returns whether code before the launch may prevent a second start. */
  public boolean mayStopSecondCall(Body body, ThreadStarts.ThreadStart launch) {
    return releasesOld(body, launch) || mayStopBefore(body, launch.node().id(), n -> false);
  }

  /**
   * Returns whether code before a node may keep a second run of the body from reaching it.
   *
   * @param isIgnored whether a node before it does not count
   */
  boolean mayStopBefore(Body body, int target, Predicate<Node> isIgnored) {
    Flow flow = body.flow();
    for (Node node : flow.nodes()) {
      if ((node.event() == null && !isSwitch(node))
          || node.id() == target
          || isIgnored.test(node)
          || !Paths.reaches(flow, 0, node.id(), target)
          || !Paths.reaches(flow, node.id(), target)) {
        continue;
      }
      if (mayAskState(body, node)
          && (Paths.reaches(flow, node.id(), flow.exit(), target)
              || Paths.reaches(flow, node.id(), flow.throwExit(), target))) {
        return true;
      }
      if (node.event() instanceof Event.Call call && isGuard(body, call)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the first call behind a node that may throw because the object is started already. */
  Optional<Event.Call> refusalAfter(Body body, int launch) {
    return body.flow().nodes().stream()
        .filter(node -> node.id() != launch && Paths.reaches(body.flow(), launch, node.id()))
        .flatMap(node -> node.event() instanceof Event.Call call ? Stream.of(call) : Stream.of())
        .filter(call -> !call.isNew() && (refuses(library, call) || mayRefuse(body, call)))
        .findFirst();
  }

  /** Returns whether the node has several ways on without a test that is known. */
  private static boolean isSwitch(Node node) {
    return node.event() == null
        && node.successors().stream().filter(e -> e.kind() != Flow.Kind.EXCEPTION).count() > 1;
  }

  private boolean mayAskState(Body body, Node node) {
    return isSwitch(node)
        || (node.event() instanceof Event.Branch branch && mayAskState(body, branch.test()));
  }

  /** Returns whether the result of a test can differ between the first call and the second. */
  private boolean mayAskState(Body body, Event.Test test) {
    return test instanceof Event.Test.Opaque
        || test.values().stream().anyMatch(value -> mayBeState(body, value));
  }

  private boolean mayBeState(Body body, Value value) {
    if (value instanceof Value.Constant || value instanceof Value.Null) {
      return false;
    }
    if (value instanceof Value.Local local) {
      return !body.parameters().contains(local);
    }
    return index.callOf(value).filter(LoopExits::isInterruptionCheck).isEmpty();
  }

  private boolean isGuard(Body body, Event.Call call) {
    if ((call.isSuper() && !call.method().isConstructor()) || isTransition(library, call)) {
      return true;
    }
    if (call.isStatic()
        && !call.arguments().isEmpty()
        && library.isCheckName(call.method().name())) {
      return true;
    }
    boolean isOwn = call.receiver() instanceof Value.This && !call.isNew();
    if (!isOwn) {
      return throwsOnPurpose(call) || mayRefuse(body, call);
    }
    if (call.body().isEmpty()) {
      // An inherited method may check the state and throw; a call whose value is used does not.
      return call.isDiscarded();
    }
    Body callee = facts.body(call.body().getAsInt());
    return !callee.is(Modifier.PRIVATE) || throwsOnPurpose(call) || endsOwner(callee);
  }

  /** Returns whether the call succeeds only once; port 0 stands for any that is free. */
  private static boolean isTransition(Library library, Event.Call call) {
    boolean takesAnyPort =
        call.isNew() && call.arguments().stream().findFirst().filter(ZERO::equals).isPresent();
    return library.isTransition(call.method()) && !takesAnyPort;
  }

  /**
   * Returns whether the call starts something else that outlives this start, and so may refuse a
   * second one: a thread throws IllegalThreadStateException, and much else an exception of its own.
   */
  private boolean mayRefuse(Body body, Event.Call call) {
    return call.receiver() instanceof Value.Field field
        && library.isStartName(call.method().name())
        && index.assignsIn(body).stream().noneMatch(at -> at.event().target().equals(field))
        && other(call).map(callee -> mayThrow(callee.index(), callee.body())).orElse(true);
  }

  /** Code of another class. */
  private record Callee(ClassIndex index, Body body) {}

  /** The called method, if the compilation shows it. */
  private Optional<Callee> other(Event.Call call) {
    Optional<Body> here = index.callee(call);
    if (here.isPresent()) {
      return here.filter(Body::hasCode).map(body -> new Callee(index, body));
    }
    return facts
        .compilation()
        .declaring(call.method().owner())
        .map(index::indexOf)
        .flatMap(
            other ->
                other.declarations().bodiesOf(call.method().owner()).stream()
                    .filter(body -> body.key().equals(call.method()) && body.hasCode())
                    .findFirst()
                    .map(body -> new Callee(other, body)));
  }

  private static boolean mayThrow(ClassIndex index, Body callee) {
    BitSet reached = index.reach(callee);
    return index.facts().bodies().stream()
        .filter(body -> reached.get(body.id()))
        .flatMap(body -> body.flow().nodes().stream())
        .map(Node::event)
        .anyMatch(event -> refuses(index.library(), event));
  }

  private static boolean refuses(Library library, @Nullable Event event) {
    return event instanceof Event.Throw
        || (event instanceof Event.Call call
            && (call.isSuper()
                || isTransition(library, call)
                || (call.isStatic() && library.isCheckName(call.method().name()))));
  }

  /**
   * Returns whether the method releases the old value of the field, so that a second call is a
   * restart.
   */
  private boolean releasesOld(Body method, ThreadStarts.ThreadStart launch) {
    Deque<Body> work = new ArrayDeque<>(List.of(method));
    Set<Body> seen = new HashSet<>();
    while (!work.isEmpty()) {
      Body body = work.pop();
      if (!seen.add(body)) {
        continue;
      }
      for (Node node : body.flow().nodes()) {
        if (node.handler().isEmpty() && node.event() instanceof Event.Call call) {
          if (isRelease(call) && holdsOld(call.receiver(), launch)) {
            return true;
          }
          if (call.receiver() instanceof Value.This) {
            index.callee(call).ifPresent(work::push);
          }
        }
      }
    }
    return false;
  }

  private boolean isRelease(Event.Call call) {
    return library.releasesReceiver(call.method())
        || JdkMethod.THREAD_INTERRUPT.isNamesake(call.method())
        || JdkMethod.THREAD_JOIN.isNamesake(call.method())
        || JdkMethod.FUTURE_CANCEL.isNamesake(call.method());
  }

  private boolean holdsOld(Value value, ThreadStarts.ThreadStart launch) {
    return index.get(ValueFlow.KEY).upToFields().of(value).all().stream()
        .anyMatch(
            source ->
                source instanceof Source.Unseen unseen
                    && unseen.value() instanceof Value.Field field
                    && launch.concerns(field.key()));
  }

  private boolean endsOwner(Body callee) {
    return index.get(EndMethods.KEY).isEnd(callee);
  }

  /**
   * Returns whether the called code may refuse a second start: it throws, or tests and sets a
   * state.
   */
  private boolean throwsOnPurpose(Event.Call call) {
    return index.callee(call).stream()
        .flatMap(callee -> TaskCode.of(index, callee).allHere().stream())
        .flatMap(body -> body.flow().nodes().stream())
        .map(Node::event)
        .anyMatch(
            e ->
                e instanceof Event.Throw
                    || (e instanceof Event.Call c && isTransition(library, c)));
  }

  /**
   * Returns whether a lock may be held at a node: one that its body takes before, or one that is
   * held at every call of the body that is visible.
   */
  public static boolean isLocked(ClassIndex index, Body body, Node node) {
    return isLocked(index, body, node, new HashSet<>());
  }

  private static boolean isLocked(ClassIndex index, Body body, Node node, Set<Body> seen) {
    if (body.is(Modifier.SYNCHRONIZED) || !seen.add(body)) {
      return true;
    }
    for (Node n : body.flow().nodes()) {
      if (index.library().takesLock(n) && Paths.reaches(body.flow(), n.id(), node.id())) {
        return true;
      }
    }
    List<At<Event.Call>> callers = index.callersOf(body);
    return body.kind() == Body.Kind.METHOD
        && !isVisibleOutside(index, body)
        && !index.isReferenced(body)
        && !callers.isEmpty()
        && callers.stream().allMatch(at -> isLocked(index, at.body(), at.node(), seen));
  }

  /** Returns whether code of other packages can call the method. */
  private static boolean isVisibleOutside(ClassIndex index, Body body) {
    return (body.is(Modifier.PUBLIC) || body.is(Modifier.PROTECTED))
        && index
            .facts()
            .type(body.owner())
            .filter(
                type ->
                    type.modifiers().contains(Modifier.PUBLIC)
                        || type.modifiers().contains(Modifier.PROTECTED))
            .isPresent();
  }
}
