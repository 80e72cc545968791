package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.Superclasses;
import dev.loosethread.model.tasks.TaskBodies;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Decides whether a start method can become synchronized. Nobody may wait for the lock while the
 * start waits for him, and a second call may not wait for as long as the service runs.
 */
public final class StartLock {
  private final ClassIndex index;

  public StartLock(ClassIndex index) {
    this.index = index;
  }

  /**
   * Returns why the method cannot hold the lock of its object; empty if it can.
   *
   * @param set the node that sets the guard, after which a second call returned at once so far
   */
  public Optional<String> obstacle(Body start, Node set) {
    TypeFacts type = index.facts().type(start.owner()).orElseThrow();
    return lockedCaller(start)
        .or(() -> awaitedCaller(start))
        .or(() -> workAfter(start, set))
        .or(() -> unseenLocks(type))
        .or(() -> waitBesideLocks(type, start))
        .or(() -> codeOfSubclasses(start));
  }

  /** What waits for the lock may hold another one that the start needs. */
  private Optional<String> lockedCaller(Body start) {
    return index.callersOf(start).stream()
        .filter(at -> StartGuards.isLocked(index, at.body(), at.node()))
        .findFirst()
        .map(at -> Messages.name(at.body()) + " calls it with a lock held");
  }

  /** The start may not wait for a task that needs its lock because it starts the object as well. */
  private Optional<String> awaitedCaller(Body start) {
    boolean isTaskOfItsOwn =
        index.isReferenced(start)
            || index.callersOf(start).stream()
                .anyMatch(
                    at ->
                        at.body().kind() == Body.Kind.LAMBDA
                            || index.get(TaskBodies.KEY).contains(at.body()));
    return isTaskOfItsOwn
        ? callsIn(start)
            .filter(call -> index.library().waits(call.method()))
            .findFirst()
            .map(call -> place(call) + " may wait for a task that calls " + Messages.name(start))
        : Optional.empty();
  }

  private Optional<String> workAfter(Body start, Node set) {
    return start.flow().nodes().stream()
        .filter(node -> node.id() != set.id() && Paths.reaches(start.flow(), set.id(), node.id()))
        .flatMap(node -> node.event() instanceof Event.Call call ? Stream.of(call) : Stream.of())
        .filter(this::mayWait)
        .findFirst()
        .map(call -> place(call) + " may take long and comes after the assignment");
  }

  /** Its own code may lock every object; of a superclass, only the code shows whether it does. */
  private Optional<String> unseenLocks(TypeFacts type) {
    return Superclasses.firstUnseenOr(index, type, (facts, name) -> locks(facts, name).isPresent())
        .map(name -> Library.simpleName(name) + " may hold the lock of the object");
  }

  /** If other methods hold the lock too, the start may not wait for the threads that call them. */
  private Optional<String> waitBesideLocks(TypeFacts type, Body start) {
    return locks(index.facts(), type.name())
        .flatMap(
            other ->
                callsIn(start)
                    .filter(this::mayWait)
                    .findFirst()
                    .map(
                        call ->
                            place(call)
                                + " may wait for a thread that calls "
                                + Messages.name(other)));
  }

  /** Returns code that holds the lock of an instance of the type. */
  private static Optional<Body> locks(ClassFacts facts, String type) {
    return facts.bodies().stream()
        .filter(
            body ->
                (body.owner().equals(type)
                        && body.is(Modifier.SYNCHRONIZED)
                        && !body.is(Modifier.STATIC))
                    || body.isOpaque()
                    || body.flow().nodes().stream().anyMatch(StartLock::locksAnObject))
        .findFirst();
  }

  /** A field or a class literal is a lock of its own. */
  private static boolean locksAnObject(Node node) {
    return node.event() instanceof Event.Monitor monitor
        && monitor.enter()
        && !(monitor.lock() instanceof Value.Field)
        && monitor.lock().typeName().filter("java.lang.Class"::equals).isEmpty();
  }

  /** A subclass may lock the object too, and its part of the start may wait for who does so. */
  private Optional<String> codeOfSubclasses(Body start) {
    return callsIn(start)
        .filter(call -> call.body().isPresent() && !call.isSuper())
        .filter(
            call ->
                index.declarations().mayBeOverridden(index.facts().body(call.body().getAsInt())))
        .findFirst()
        .map(call -> place(call) + " may wait in a subclass, with the lock held");
  }

  private Stream<Event.Call> callsIn(Body body) {
    return index.callsIn(index.reach(body)).map(At::event);
  }

  /** Invisible code may wait, except for that of the JDK that is not known to. */
  private boolean mayWait(Event.Call call) {
    if (call.body().isPresent()) {
      Body callee = index.facts().body(call.body().getAsInt());
      return index.declarations().mayBeOverridden(callee)
          || callsIn(callee).filter(inside -> inside.body().isEmpty()).anyMatch(this::mayWait);
    }
    Library library = index.library();
    return !library.isLogging(call.method())
        && (!library.isHarmless(call.method().owner())
            || library.isCallback(call.method().owner())
            || library.waits(call.method()));
  }

  private static String place(Event.Call call) {
    return Messages.name(call) + " in line " + call.site().line();
  }
}
