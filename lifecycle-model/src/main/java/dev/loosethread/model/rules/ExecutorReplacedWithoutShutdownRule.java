package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AliveThreads;
import dev.loosethread.model.ownership.FieldLeaks;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.ReleaseSafety;
import dev.loosethread.model.ownership.Replacements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A field that is assigned a new owner while it may still hold the previous one, which then leaks.
 */
public final class ExecutorReplacedWithoutShutdownRule implements Rule {
  /** Methods that are meant to be called repeatedly. */
  private static final List<String> AGAIN =
      List.of(
          "restart",
          "refresh",
          "reconnect",
          "reset",
          "reload",
          "reopen",
          "rebuild",
          "reinit",
          "renew",
          "recreate",
          "replace",
          "rotate",
          "resize",
          "reconfigure",
          "reschedule",
          "resubscribe",
          "rejoin",
          "restore",
          "recover",
          "retry",
          "swap",
          "switch",
          "update",
          "change");

  @Override
  public Pattern pattern() {
    return Pattern.EXECUTOR_REPLACED_WITHOUT_SHUTDOWN;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    if (!index.createsOwners()) {
      return findings.stream();
    }
    for (FieldFacts field : index.facts().fields()) {
      FieldOrigins origins = FieldOrigins.of(index, field.key());
      if (origins.creations().isEmpty()
          || origins.creations().get(0).kind() == OwnerKind.THREAD
          || field.isFinal()
          || index.assignsTo(field.key()).stream().noneMatch(a -> mayReplace(a.body()))
          || isManaged(index, field)) {
        continue;
      }
      check(index, field, origins, findings);
    }
    return findings.stream();
  }

  /** A cheap test of the body of an assignment, before the field is analysed. */
  private static boolean mayReplace(Body body) {
    return isJudged(body) && (!body.flow().loops().isEmpty() || isAgain(body) || isSetter(body));
  }

  private static boolean isManaged(ClassIndex index, FieldFacts field) {
    TypeFacts type = index.facts().type(field.key().owner()).orElse(null);
    return type == null
        || type.kind() == TypeFacts.Kind.INTERFACE
        || index.library().isManaged(field.annotations());
  }

  private void check(
      ClassIndex index, FieldFacts field, FieldOrigins origins, List<Finding> findings) {
    OwnerUses uses = OwnerUses.ofField(index, field.key());
    if (uses.escapesForGood() || endsByItself(index, origins, uses)) {
      return;
    }
    Replacements replacements = new Replacements(index, field.key(), uses);
    boolean hasFirst = hasFirst(index, field);
    OwnerKind kind = origins.creations().get(0).kind();
    Set<Site> seen = new HashSet<>();
    for (At<Event.Assign> at : index.assignsTo(field.key())) {
      Body body = at.body();
      if (!isJudged(body)
          || !(at.event().target() instanceof Value.Field target)
          || !target.isOwn()
          || at.event().value() instanceof Value.Null
          || !seen.add(at.event().site())) {
        continue;
      }
      boolean isFresh = origins.storingBodies().contains(body);
      // Pools and timers without a task have no threads, but a server or a watch service has.
      boolean isLiveUnused =
          kind == OwnerKind.OTHER
              && origins.creations().stream()
                  .anyMatch(c -> index.get(AliveThreads.KEY).isAliveWhenMade(c.call()));
      boolean isKnown = isFresh && !uses.escapes();
      if ((isKnown && replacements.isRepeated(at))
          || (isKnown && isAgain(body) && replacements.mayBeLive(at))
          || (isLiveUnused && hasFirst && isSetter(body) && replacements.mayBeLive(at))) {
        // Checked last, because it may read other classes.
        if (new FieldLeaks(index).isReleasedOutside(field)) {
          return;
        }
        findings.add(finding(index, field, at, kind, hasFirst, origins.isHandedIn()));
      }
    }
  }

  /** Whether nothing refers to the old one any more shows only the next garbage collection. */
  private static boolean endsByItself(ClassIndex index, FieldOrigins origins, OwnerUses uses) {
    List<Event.Call> made = origins.creations().stream().map(FieldOrigins.Creation::call).toList();
    return index.get(AliveThreads.KEY).endWhenIdle(made, uses.aliases());
  }

  private static boolean isJudged(Body body) {
    return (body.kind() == Body.Kind.METHOD || body.kind() == Body.Kind.LAMBDA) && !body.isOpaque();
  }

  private static boolean isAgain(Body body) {
    String name = body.key().name();
    return body.kind() == Body.Kind.METHOD && AGAIN.stream().anyMatch(name::startsWith);
  }

  private static boolean isSetter(Body body) {
    String name = body.key().name();
    return body.kind() == Body.Kind.METHOD
        && name.length() > 3
        && name.startsWith("set")
        && Character.isUpperCase(name.charAt(3))
        && body.parameters().size() == 1;
  }

  /** Returns whether the field has an initial owner. */
  private static boolean hasFirst(ClassIndex index, FieldFacts field) {
    return index.assignsTo(field.key()).stream()
        .anyMatch(
            a ->
                (a.body().kind() == Body.Kind.INITIALIZER
                        || a.body().kind() == Body.Kind.STATIC_INITIALIZER)
                    && index.callOf(a.event().value()).flatMap(index::created).isPresent());
  }

  private Finding finding(
      ClassIndex index,
      FieldFacts field,
      At<Event.Assign> at,
      OwnerKind kind,
      boolean hasFirst,
      boolean mayBeForeign) {
    String name = field.key().name();
    String call =
        switch (kind) {
          case EXECUTOR, SCHEDULED_EXECUTOR -> "shutdown()";
          case TIMER -> "cancel()";
          default -> index.library().releaseCall(field.type()).orElse("");
        };
    return new Finding(
        pattern(),
        at.event().site(),
        Messages.name(at.body())
            + " assigns a new value to "
            + name
            + " without releasing the old one, whose threads keep running; "
            + (call.isEmpty() ? "release it" : "call " + name + "." + call)
            + " first",
        obstacle(field, at.body(), call, mayBeForeign)
            .<Remedy>map(Remedy.None::new)
            .orElseGet(
                () ->
                    index
                        .get(ReleaseSafety.KEY)
                        .beforeReplacement(field, at.event().site(), call, !hasFirst)));
  }

  private static Optional<String> obstacle(
      FieldFacts field, Body body, String call, boolean mayBeForeign) {
    if (mayBeForeign) {
      return Optional.of("the old one may belong to other code");
    }
    if (call.isEmpty()) {
      return Optional.of("no method is known that releases it");
    }
    if (body.kind() == Body.Kind.LAMBDA) {
      return Optional.of("a lambda assigns it");
    }
    return body.is(Modifier.STATIC) == field.isStatic()
        ? Optional.empty()
        : Optional.of("it may be in use by another object");
  }
}
