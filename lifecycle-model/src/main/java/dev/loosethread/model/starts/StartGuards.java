package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** What may stop the second call of a start method. */
public final class StartGuards {
  public static final AnalysisKey<StartGuards> KEY = AnalysisKey.of(StartGuards::new);

  private static final Set<String> TRANSITIONS =
      Set.of(
          "compareAndSet",
          "weakCompareAndSet",
          "compareAndExchange",
          "getAndSet",
          "getAndIncrement",
          "incrementAndGet",
          "tryAcquire",
          "tryLock",
          "putIfAbsent",
          "computeIfAbsent",
          "updateAndGet",
          "getAndUpdate");

  private static final List<String> CHECKS =
      List.of("check", "require", "assert", "verify", "ensure", "validate", "throwIf", "not");

  private final ClassIndex index;
  private final ClassFacts facts;
  private final Library library;

  private StartGuards(ClassIndex index) {
    this.index = index;
    this.facts = index.facts();
    this.library = index.library();
  }

  /** Whether something before the launch may stop a second call. */
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

  /** Whether a test's answer can differ between the first call and the second. */
  private boolean mayAskState(Body body, Event.Test test) {
    if (test instanceof Event.Test.Truth truth) {
      return mayBeState(body, truth.value());
    }
    if (test instanceof Event.Test.Compare compare) {
      return mayBeState(body, compare.left()) || mayBeState(body, compare.right());
    }
    return !(test instanceof Event.Test.InstanceOf instance) || mayBeState(body, instance.value());
  }

  private boolean mayBeState(Body body, Value value) {
    if (value instanceof Value.Constant || value instanceof Value.Null) {
      return false;
    }
    if (value instanceof Value.Local local) {
      return !body.parameters().contains(local);
    }
    if (value instanceof Value.Result result && index.call(result.call()) != null) {
      return !LoopExits.isInterruptionCheck(index.call(result.call()).event());
    }
    return true;
  }

  private boolean isGuard(Event.Call call) {
    String name = call.method().name();
    if (call.isSuper() && !call.method().isConstructor() || TRANSITIONS.contains(name)) {
      return true;
    }
    if (call.isStatic() && !call.arguments().isEmpty() && isCheck(name)) {
      return true;
    }
    boolean isOwn = call.receiver() instanceof Value.This && !call.isNew();
    if (!isOwn) {
      return throwsOnPurpose(call) || mayRefuse(call);
    }
    if (call.body().isEmpty()) {
      // Inherited: it may look at the state and throw; what is asked for its value does not.
      return call.isDiscarded();
    }
    Body callee = facts.body(call.body().getAsInt());
    return !callee.is(Modifier.PRIVATE) || throwsOnPurpose(call) || endsOwner(callee);
  }

  /** Starting something else that may say no, as a server whose port is taken does. */
  private boolean mayRefuse(Event.Call call) {
    boolean isVisible = call.body().isPresent() && facts.body(call.body().getAsInt()).hasCode();
    return !isVisible
        && !call.checked().isEmpty()
        && call.receiver() instanceof Value.Field
        && library.isStartName(call.method().name());
  }

  /** Whether the method ends what the field held: then a second call is a restart. */
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
        || call.method().name().equals("interrupt")
        || call.method().name().equals("cancel");
  }

  private boolean holdsOld(Value value, ThreadStarts.ThreadStart launch) {
    if (value instanceof Value.Field field) {
      return launch.concerns(field.key());
    }
    return value instanceof Value.Local local
        && index.valuesOf(local).stream()
            .anyMatch(v -> v instanceof Value.Field f && launch.concerns(f.key()));
  }

  private boolean endsOwner(Body callee) {
    return index.get(EndMethods.KEY).isEnd(callee);
  }

  private static boolean isCheck(String name) {
    return CHECKS.stream().anyMatch(name::startsWith);
  }

  /** Whether the called code may refuse: it throws, or tries to change a state. */
  private boolean throwsOnPurpose(Event.Call call) {
    return index.callee(call).stream()
        .flatMap(callee -> TaskCode.of(index, callee).allHere().stream())
        .flatMap(body -> body.flow().nodes().stream())
        .map(Node::event)
        .anyMatch(
            e ->
                e instanceof Event.Throw
                    || (e instanceof Event.Call c && TRANSITIONS.contains(c.method().name())));
  }

  /** Whether a lock is held at the node, as far as this method tells. */
  public static boolean isLocked(Body body, Node node) {
    if (body.is(Modifier.SYNCHRONIZED)) {
      return true;
    }
    for (Node n : body.flow().nodes()) {
      boolean isLock =
          (n.event() instanceof Event.Monitor m && m.enter())
              || (n.event() instanceof Event.Call c
                  && (c.method().name().equals("lock")
                      || c.method().name().equals("lockInterruptibly")
                      || c.method().name().equals("tryLock")
                      || c.method().name().equals("writeLock")
                      || c.method().name().equals("isHeldByCurrentThread")
                      || c.method().name().equals("holdsLock")
                      || c.method().name().equals("acquire")));
      if (isLock && Paths.reaches(body.flow(), n.id(), node.id())) {
        return true;
      }
    }
    return false;
  }
}
