package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** What may stop the second call of a start method. */
final class StartGuards {
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

  private final FactsIndex index;
  private final ClassFacts facts;
  private final Catalogue catalogue;
  private List<Body> startMethods;
  private Set<Body> asSet;

  StartGuards(FactsIndex index) {
    this.index = index;
    this.facts = index.facts();
    this.catalogue = index.catalogue();
  }

  /** The methods that users of the class call to start an instance. */
  List<Body> startMethods() {
    if (startMethods == null) {
      startMethods = new ArrayList<>();
      for (Body body : facts.bodies()) {
        if (looksLikeStart(body)) {
          startMethods.add(body);
        }
      }
    }
    return startMethods;
  }

  /** Whether the method is one of {@link #startMethods}. */
  boolean isStart(Body body) {
    if (asSet == null) {
      asSet = new HashSet<>(startMethods());
    }
    return asSet.contains(body);
  }

  private boolean looksLikeStart(Body body) {
    // By its name first: most methods are told by that.
    if (body.kind() != Body.Kind.METHOD
        || !catalogue.isStartMethod(body.key(), Set.of(), facts.hierarchy())) {
      return false;
    }
    TypeFacts type = facts.type(body.owner()).orElse(null);
    return body.hasCode()
        && !body.isOpaque()
        && !body.is(Modifier.PRIVATE)
        && !body.is(Modifier.STATIC)
        && type != null
        && type.kind() != TypeFacts.Kind.ANONYMOUS
        && !catalogue.isStartMethod(
            new dev.loosethread.model.facts.MethodKey(body.key().owner(), "", List.of()),
            body.annotations(),
            facts.hierarchy())
        && !catalogue.isManagedLifecycle(type.name(), type.annotations(), facts.hierarchy());
  }

  /** Whether every normal way through the flow passes the node. */
  static boolean isUnavoidable(Flow flow, int node) {
    // A method that never ends launches for each connection or item, not once for each call.
    return reaches(flow, 0, flow.exit(), -1, false) && !reaches(flow, 0, flow.exit(), node, false);
  }

  /** Whether a path leads from one node to another without passing a third. */
  static boolean reaches(Flow flow, int from, int to, int avoiding, boolean withExceptions) {
    if (from == avoiding) {
      return false;
    }
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    work.push(from);
    while (!work.isEmpty()) {
      int id = work.pop();
      if (id == to) {
        return true;
      }
      if (seen.get(id)) {
        continue;
      }
      seen.set(id);
      for (Edge edge : flow.node(id).successors()) {
        // A node without an event only hands on what a cleanup block got.
        boolean isNormal =
            edge.kind() != Kind.EXCEPTION
                || flow.node(id).event() instanceof Event.Throw
                || flow.node(id).event() == null;
        if (edge.target() != avoiding && (isNormal || withExceptions)) {
          work.push(edge.target());
        }
      }
    }
    return false;
  }

  /** Whether something before the launch may stop a second call. */
  boolean mayStopSecondCall(Body body, Launches.Launch launch) {
    Flow flow = body.flow();
    int target = launch.node().id();
    if (releasesOld(body, launch, 0)) {
      return true;
    }
    for (Node node : flow.nodes()) {
      if (node.event() == null
          || node.id() == target
          || !reaches(flow, 0, node.id(), target, false)
          || !reaches(flow, node.id(), target, -1, false)) {
        continue;
      }
      if (node.event() instanceof Event.Branch branch
          && mayAskState(body, branch.test())
          && (reaches(flow, node.id(), flow.exit(), target, false)
              || reaches(flow, node.id(), flow.throwExit(), target, false))) {
        return true;
      }
      if (node.event() instanceof Event.Call call && isGuard(call, launch)) {
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

  private boolean isGuard(Event.Call call, Launches.Launch launch) {
    String name = call.method().name();
    if (call.isSuper() && !call.method().isConstructor() || TRANSITIONS.contains(name)) {
      return true;
    }
    if (call.isStatic() && !call.arguments().isEmpty() && isCheck(name)) {
      return true;
    }
    boolean isOwn = call.receiver() instanceof Value.This && !call.isNew();
    if (!isOwn) {
      return throwsOnPurpose(call, 0) || mayRefuse(call);
    }
    if (call.body().isEmpty()) {
      // Inherited: it may look at the state and throw; what is asked for its value does not.
      return call.isDiscarded();
    }
    Body callee = facts.body(call.body().getAsInt());
    return !callee.is(Modifier.PRIVATE) || throwsOnPurpose(call, 0) || endsOwner(callee);
  }

  /** Starting something else that may say no, as a server whose port is taken does. */
  private boolean mayRefuse(Event.Call call) {
    boolean isVisible = call.body().isPresent() && facts.body(call.body().getAsInt()).hasCode();
    return !isVisible
        && !call.checked().isEmpty()
        && call.receiver() instanceof Value.Field
        && catalogue.isStartMethod(call.method(), Set.of(), facts.hierarchy());
  }

  /** Whether the method ends what the field held: then a second call is a restart. */
  private boolean releasesOld(Body body, Launches.Launch launch, int depth) {
    for (Node node : body.flow().nodes()) {
      if (node.handler().isPresent() || !(node.event() instanceof Event.Call call)) {
        continue;
      }
      boolean isRelease =
          catalogue.releasesReceiver(call.method(), facts.hierarchy())
              || call.method().name().equals("interrupt")
              || call.method().name().equals("cancel");
      if (isRelease && holdsOld(call.receiver(), launch)) {
        return true;
      }
      if (depth < 3
          && call.body().isPresent()
          && call.receiver() instanceof Value.This
          && releasesOld(facts.body(call.body().getAsInt()), launch, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsOld(Value value, Launches.Launch launch) {
    if (value instanceof Value.Field field) {
      return launch.concerns(field.key());
    }
    return value instanceof Value.Local local
        && index.valuesOf(local).stream()
            .anyMatch(v -> v instanceof Value.Field f && launch.concerns(f.key()));
  }

  private boolean endsOwner(Body callee) {
    return index.ends().isEnd(callee);
  }

  private static boolean isCheck(String name) {
    return CHECKS.stream().anyMatch(name::startsWith);
  }

  private boolean throwsOnPurpose(Event.Call call, int depth) {
    return call.body().isPresent()
        && depth < 4
        && facts.body(call.body().getAsInt()).flow().nodes().stream()
            .map(Node::event)
            .anyMatch(
                e ->
                    e instanceof Event.Throw
                        || (e instanceof Event.Call c && throwsOnPurpose(c, depth + 1))
                        || (e instanceof Event.Call c && TRANSITIONS.contains(c.method().name())));
  }

  /** Whether a lock is held at the node, as far as this method tells. */
  static boolean isLocked(Body body, Node node) {
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
      if (isLock && reaches(body.flow(), n.id(), node.id(), -1, false)) {
        return true;
      }
    }
    return false;
  }
}
