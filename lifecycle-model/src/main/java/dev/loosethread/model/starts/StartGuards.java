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
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The guards that may prevent a second call of a start method. */
public final class StartGuards {
  public static final AnalysisKey<StartGuards> KEY = AnalysisKey.of(StartGuards::new);

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
    Flow flow = body.flow();
    int target = launch.node().id();
    if (releasesOld(body, launch)) {
      return true;
    }
    for (Node node : flow.nodes()) {
      if (node.event() == null
          || node.id() == target
          || !Paths.reaches(flow, 0, node.id(), target)
          || !Paths.reaches(flow, node.id(), target)) {
        continue;
      }
      if (node.event() instanceof Event.Branch branch
          && mayAskState(body, branch.test())
          && (Paths.reaches(flow, node.id(), flow.exit(), target)
              || Paths.reaches(flow, node.id(), flow.throwExit(), target))) {
        return true;
      }
      if (node.event() instanceof Event.Call call && isGuard(call)) {
        return true;
      }
    }
    return false;
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

  private boolean isGuard(Event.Call call) {
    if ((call.isSuper() && !call.method().isConstructor()) || library.isTransition(call.method())) {
      return true;
    }
    if (call.isStatic()
        && !call.arguments().isEmpty()
        && library.isCheckName(call.method().name())) {
      return true;
    }
    boolean isOwn = call.receiver() instanceof Value.This && !call.isNew();
    if (!isOwn) {
      return throwsOnPurpose(call) || mayRefuse(call);
    }
    if (call.body().isEmpty()) {
      // An inherited method may check the state and throw; a call whose value is used does not.
      return call.isDiscarded();
    }
    Body callee = facts.body(call.body().getAsInt());
    return !callee.is(Modifier.PRIVATE) || throwsOnPurpose(call) || endsOwner(callee);
  }

  /**
   * Returns whether the call starts something else that may fail, such as a server whose port is in
   * use.
   */
  private boolean mayRefuse(Event.Call call) {
    boolean isVisible = call.body().isPresent() && facts.body(call.body().getAsInt()).hasCode();
    return !isVisible
        && !call.checked().isEmpty()
        && call.receiver() instanceof Value.Field
        && library.isStartName(call.method().name());
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
                    || (e instanceof Event.Call c && library.isTransition(c.method())));
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
        && !body.is(Modifier.PUBLIC)
        && !body.is(Modifier.PROTECTED)
        && !index.isReferenced(body)
        && !callers.isEmpty()
        && callers.stream().allMatch(at -> isLocked(index, at.body(), at.node(), seen));
  }
}
