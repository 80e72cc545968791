package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.Superclasses;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Decides whether a new field can keep what a call creates: one owner, that of the object or that
 * of its latest start, or all of them in a collection.
 */
final class NewField {
  private final ClassIndex index;
  private final Library library;
  private final At<Event.Call> creation;
  private final Optional<Body> end;

  /**
   * @param end the end method of the class; empty if it has none
   */
  NewField(ClassIndex index, At<Event.Call> creation, Optional<Body> end) {
    this.index = index;
    this.library = index.library();
    this.creation = creation;
    this.end = end;
  }

  Remedy.Times times() {
    // Without an end method, nothing comes between one start and the next.
    if (!isOnce(creation, new HashSet<>())
        || (end.isEmpty() && creation.body().kind() == Body.Kind.METHOD)) {
      return Remedy.Times.OFTEN;
    }
    return isInEveryObject() ? Remedy.Times.IN_EVERY_OBJECT : Remedy.Times.ONCE;
  }

  /**
   * Returns why no field can keep it; empty if one can. A collection only gets what lives until it
   * is released, so that it does not grow on its own.
   *
   * @param isEndless whether what is created goes on even if nothing refers to it
   */
  Optional<String> obstacle(boolean isEndless) {
    if (times() != Remedy.Times.OFTEN) {
      return Optional.empty();
    }
    return isEndless
        ? obstacleToCollection()
        : Optional.of(
            Messages.name(creation.body()) + " may run often, and a field keeps only one");
  }

  private Optional<String> obstacleToCollection() {
    Body body = creation.body();
    if (index.hierarchy().isSubtype(body.owner(), "java.io.Serializable")) {
      return Optional.of("a collection that keeps them all cannot be serialized");
    }
    return startThatWouldMissThem(body).or(() -> earlyCaller(body));
  }

  /** What was added before the end would not be there after another start. */
  private Optional<String> startThatWouldMissThem(Body body) {
    return end.filter(e -> !library.isFinalEnd(e))
        .flatMap(
            e ->
                index.get(StartMethods.KEY).all().stream()
                    .filter(start -> start.owner().equals(body.owner()))
                    .filter(start -> !index.reach(start).get(body.id()))
                    .findFirst()
                    .map(
                        start ->
                            Messages.name(start)
                                + " can run again after "
                                + Messages.name(e)
                                + " and would not create it again"));
  }

  private Optional<String> earlyCaller(Body body) {
    return callerBeforeItsFields(body)
        .map(
            type ->
                "the constructor of "
                    + Library.simpleName(type)
                    + " may call "
                    + Messages.name(body)
                    + " before there is a collection");
  }

  /** Returns a superclass whose constructor may call the method before the fields have values. */
  private Optional<String> callerBeforeItsFields(Body body) {
    TypeFacts type = index.facts().type(body.owner()).orElseThrow();
    String name = body.key().name();
    boolean isOverride =
        !body.is(Modifier.PRIVATE)
            && index
                .hierarchy()
                .overridable(type.superclass(), name, body.parameters().isEmpty())
                .isPresent();
    return isOverride
        ? Superclasses.firstUnseenOr(
            index, type, (facts, superclass) -> isCalledInConstructor(facts, superclass, name))
        : Optional.empty();
  }

  private boolean isCalledInConstructor(ClassFacts facts, String type, String method) {
    ClassIndex other = facts == index.facts() ? index : index.indexOf(facts);
    return other.declarations().bodiesOf(type).stream()
        .filter(b -> b.kind() == Body.Kind.CONSTRUCTOR || b.kind() == Body.Kind.INITIALIZER)
        .flatMap(b -> other.callsIn(other.reach(b)))
        .anyMatch(at -> at.event().method().name().equals(method));
  }

  /** A periodic task keeps the thread of a scheduler or timer alive until that is released. */
  boolean runsPeriodically() {
    return AliasSet.ofResult(index, creation.event().id())
        .callsOn()
        .map(At::event)
        .anyMatch(
            call ->
                IntStream.range(0, call.arguments().size())
                    .anyMatch(i -> library.runs(call, i, TaskRun.PERIODICALLY)));
  }

  /** Then a final field can keep it (JLS 8.3.1.2). */
  private boolean isInEveryObject() {
    Body body = creation.body();
    return body.kind() == Body.Kind.CONSTRUCTOR
        && Paths.isUnavoidable(body.flow(), creation.node().id())
        && index.declarations().bodiesOf(body.owner()).stream()
            .allMatch(b -> b.equals(body) || b.kind() != Body.Kind.CONSTRUCTOR);
  }

  private boolean isOnce(At<Event.Call> at, Set<Body> seen) {
    Body body = at.body();
    if (Paths.isInCycle(body.flow(), at.node().id()) || !seen.add(body)) {
      return false;
    }
    if (body.kind() == Body.Kind.CONSTRUCTOR
        || body.kind() == Body.Kind.INITIALIZER
        || (library.isStartName(body.key().name()) && !body.is(Modifier.STATIC))
        || library.isStartedByFramework(body)) {
      return true;
    }
    List<At<Event.Call>> callers = index.callersOf(body);
    return body.is(Modifier.PRIVATE)
        && !index.isReferenced(body)
        && callers.size() == 1
        && isOnce(callers.get(0), seen);
  }
}
