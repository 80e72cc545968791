package dev.loosethread.model.starts;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.FieldLeaks;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.StartMethods;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Owners whose threads live before a field is set without which the end method does not come to
 * their release: it returns early, or fails.
 */
public final class SkippedReleases {
  private final ClassIndex index;
  private final LiveOwners lives;

  public SkippedReleases(ClassIndex index) {
    this.index = index;
    this.lives = new LiveOwners(index);
  }

  /**
   * A release that is skipped.
   *
   * @param owner the field
   * @param end the method with the release
   * @param unset the field that is not set yet
   * @param start the code that gives the owner its threads
   */
  public record Skipped(FieldFacts owner, Body end, FieldKey unset, Body start) {}

  /** Returns the releases of owners of this kind that are skipped. */
  public List<Skipped> of(OwnerKind kind) {
    return index.facts().fields().stream()
        .filter(field -> !field.isStatic())
        .flatMap(field -> of(field, kind).stream())
        .toList();
  }

  private Optional<Skipped> of(FieldFacts field, OwnerKind kind) {
    FieldOrigins origins = FieldOrigins.of(index, field.key());
    if (origins.creations().isEmpty()
        || origins.isHandedIn()
        || origins.creations().stream().anyMatch(c -> c.kind() != kind)) {
      return Optional.empty();
    }
    OwnerUses uses = OwnerUses.ofField(index, field.key());
    TypeFacts type = index.facts().type(field.key().owner()).orElse(null);
    if (type == null
        || index.library().isManagedLifecycle(type)
        || uses.releases().isEmpty()
        || uses.escapes()) {
      return Optional.empty();
    }
    List<Body> ends =
        index.get(EndMethods.KEY).of(type.name(), false).stream()
            .filter(end -> uses.releases().stream().anyMatch(r -> isReached(end, r.body())))
            .toList();
    // Several ends, or a release elsewhere: one may do what the other leaves.
    if (ends.size() != 1
        || !uses.releases().stream().allMatch(r -> isReached(ends.get(0), r.body()))) {
      return Optional.empty();
    }
    Body end = ends.get(0);
    FreshObject fresh = new FreshObject(index, end);
    BitSet reached = fresh.reached();
    if (releasesIn(end, uses).anyMatch(node -> reached.get(node.id()))
        || fresh.deciding().contains(field.key())
        || fresh.deciding().isEmpty()) {
      return Optional.empty();
    }
    FieldKey unset = fresh.deciding().iterator().next();
    return starts(field.key(), type)
        .filter(start -> !isSetWith(start, type, fresh))
        .findFirst()
        // Checked last, because it may read other classes.
        .filter(
            start ->
                !new FieldLeaks(index).isReleasedOutside(field) && !isSetByOthersWith(start, fresh))
        .map(start -> new Skipped(field, end, unset, start));
  }

  private boolean isReached(Body from, Body body) {
    return index.reach(from).get(body.id());
  }

  /** The releases in the method itself, and its calls of code that has some. */
  private Stream<Node> releasesIn(Body end, OwnerUses uses) {
    return end.flow().nodes().stream()
        .filter(
            node ->
                uses.releases().stream().anyMatch(r -> r.node() == node)
                    || (node.event() instanceof Event.Call call && reachesRelease(call, uses)));
  }

  private boolean reachesRelease(Event.Call call, OwnerUses uses) {
    Stream<Integer> lambdas =
        call.arguments().stream()
            .filter(Value.Lambda.class::isInstance)
            .map(argument -> ((Value.Lambda) argument).body());
    return Stream.concat(call.body().stream().boxed(), lambdas)
        .map(index.facts()::body)
        .anyMatch(body -> uses.releases().stream().anyMatch(r -> isReached(body, r.body())));
  }

  /** The code that gives the owner its threads, without other code of the class. */
  private Stream<Body> starts(FieldKey owner, TypeFacts type) {
    return index.declarations().bodiesOf(type.name()).stream()
        .filter(
            body ->
                body.kind() == Body.Kind.CONSTRUCTOR
                    || body.kind() == Body.Kind.INITIALIZER
                    || index.get(StartMethods.KEY).contains(body))
        .filter(
            body ->
                lives.startedIn(body).stream()
                    .anyMatch(l -> l.undo().filter(u -> u.field().equals(owner)).isPresent()));
  }

  private boolean isSetWith(Body start, TypeFacts type, FreshObject fresh) {
    return orders(fresh).anyMatch(order -> order.isSetWith(start, type));
  }

  private boolean isSetByOthersWith(Body start, FreshObject fresh) {
    return orders(fresh).anyMatch(order -> order.isSetByOthersWith(start));
  }

  private Stream<FieldOrder> orders(FreshObject fresh) {
    return fresh.deciding().stream().map(field -> new FieldOrder(index, field, fresh.method()));
  }
}
