package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Remedy.Renewal;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ValueIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * An owner of an object that can start again after its end: the next start needs another one.
 *
 * <p>A start can create it if nothing else uses it. It then does so only where there is none, so
 * that two starts without an end between them share one, as they did before.
 */
final class Renewals {
  private final ClassIndex index;
  private final FieldLeaks.Leak leak;
  private final Optional<Body> start;

  Renewals(ClassIndex index, FieldLeaks.Leak leak) {
    this.index = index;
    this.leak = leak;
    this.start = leak.end().flatMap(end -> new Restarts(index).startAfter(end, leak.field()));
  }

  /** Returns why the owner cannot be released, if a start needs a new one and cannot make it. */
  Optional<String> obstacle() {
    return start
        .filter(again -> renewal().isEmpty())
        .map(
            again ->
                Messages.name(again)
                    + " can run again after "
                    + Messages.name(leak.end().orElseThrow())
                    + " and would need a new owner");
  }

  /** Returns where a start creates it; empty if none needs to, or none can. */
  Optional<Renewal> renewal() {
    return start
        .filter(again -> isMadeOnce() && isOnlyUsedIn(again) && canCreate(again))
        .flatMap(
            again ->
                uses()
                    .filter(at -> at.body().equals(again))
                    .findFirst()
                    .map(at -> new Renewal(again.id(), at.event().site())));
  }

  private boolean isMadeOnce() {
    FieldFacts field = leak.field();
    return field.isPrivate()
        && !field.isStatic()
        && !leak.isConditional()
        && leak.creations().size() == 1
        && leak.creations().get(0).kind() != OwnerKind.OTHER
        && leak.creations().get(0).body().kind() == Body.Kind.INITIALIZER
        && index.assignsTo(field.key()).size() == 1;
  }

  /** Parameters and the locks of one method alone would make it another start. */
  private boolean canCreate(Body again) {
    return again.parameters().isEmpty()
        && !again.isOpaque()
        && index.library().isStartName(again.key().name())
        && again.is(Modifier.SYNCHRONIZED) == leak.end().orElseThrow().is(Modifier.SYNCHRONIZED);
  }

  private AliasSet aliases() {
    return OwnerUses.ofField(index, leak.field().key()).aliases();
  }

  private Stream<At<Event.Call>> uses() {
    return aliases().calls();
  }

  private boolean isOnlyUsedIn(Body again) {
    ValueIndex values = index.values();
    List<Event.Assign> assigned =
        aliases().in(values.assigned()).stream().map(i -> index.assigns().get(i).event()).toList();
    return uses().allMatch(at -> at.body().equals(again))
        && assigned.stream().allMatch(assign -> isField(assign.target()))
        && Stream.of(values.returned(), values.references(), values.closed(), values.wrapped())
            .allMatch(mentions -> aliases().in(mentions).isEmpty());
  }

  private boolean isField(Value target) {
    return target instanceof Value.Field field && field.key().equals(leak.field().key());
  }
}
