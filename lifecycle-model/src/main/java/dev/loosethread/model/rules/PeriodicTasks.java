package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Loops;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Periodic tasks on somebody else's executor. Shutting that down is not ours, so the future is the
 * only way to end them ("the task will continue indefinitely until [...] cancelled via the returned
 * future", ScheduledExecutorService javadoc): a class that has an end method must cancel there.
 */
final class PeriodicTasks {
  private static final String FUTURE = "java.util.concurrent.ScheduledFuture";

  private final FactsIndex index;
  private final ClassFacts facts;
  private final Catalogue catalogue;
  private final EndMethods ends;

  PeriodicTasks(FactsIndex index) {
    this.index = index;
    this.facts = index.facts();
    this.catalogue = index.catalogue();
    this.ends = index.ends();
  }

  List<Finding> leaks() {
    List<Finding> findings = new ArrayList<>();
    Set<FieldKey> reported = new HashSet<>();
    for (At<Event.Call> at : index.handingOn()) {
      if (isPeriodic(at.event()) && !at.node().inFinally() && isForeign(at)) {
        finding(at, reported).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private boolean isPeriodic(Event.Call call) {
    return facts.hierarchy().isSubtype(call.resultType(), FUTURE)
        && !call.arguments().isEmpty()
        && catalogue.runs(call.method(), 0, facts.hierarchy()).orElse(null) == TaskRun.PERIODICALLY;
  }

  /** Whether the executor was handed in, and this class leaves its end to whoever did that. */
  private boolean isForeign(At<Event.Call> at) {
    if (at.event().receiver() instanceof Value.Field field) {
      return field.isOwn() && isForeign(field.key());
    }
    if (at.event().receiver() instanceof Value.Local local) {
      // A field that keeps the parameter decides: it may have the parameter's owner on its hands.
      return at.body().parameters().contains(local)
          && !at.body().is(Modifier.PRIVATE)
          && index.valuesOf(local).isEmpty()
          && index.assigns().stream()
              .filter(a -> a.event().value().equals(local))
              .allMatch(a -> a.event().target() instanceof Value.Field f && isForeign(f.key()))
          && uses(Aliases.ofLocal(index, local.id())).releases().isEmpty();
    }
    return false;
  }

  private boolean isForeign(FieldKey key) {
    FieldFacts field = facts.field(key).orElse(null);
    Origins origins = index.origins(key);
    return field != null
        && origins.creations().isEmpty()
        && isHandedIn(field)
        && uses(Aliases.ofField(index, key)).releases().isEmpty();
  }

  /** A field that nothing here assigns is somebody's secret, unless injection fills it. */
  private boolean isHandedIn(FieldFacts field) {
    return field.annotations().stream().anyMatch(catalogue::isManagingAnnotation)
        || index.isSetFromParameter(field.key());
  }

  private Uses uses(Aliases aliases) {
    return new Uses(index, aliases);
  }

  private Optional<Finding> finding(At<Event.Call> at, Set<FieldKey> reported) {
    Body body = at.body();
    TypeFacts type = facts.type(body.owner()).orElse(null);
    Body end = type == null ? null : ends.of(type.name(), false).stream().findFirst().orElse(null);
    if (end == null
        || body.is(Modifier.STATIC)
        || body.kind() == Body.Kind.LAMBDA
        || !end.parameters().isEmpty()
        || type.kind() == TypeFacts.Kind.ENUM
        || ends.of(type.name(), false).stream().anyMatch(e -> index.reach(e).get(body.id()))) {
      return Optional.empty();
    }
    Aliases aliases = Aliases.ofResult(index, at.event().id());
    List<FieldKey> keepers = aliases.keepers();
    if (keepers.isEmpty()) {
      return isTouched(aliases) ? Optional.empty() : Optional.of(dropped(at, end));
    }
    FieldFacts field = facts.field(keepers.get(0)).orElse(null);
    if (keepers.size() > 1
        || field == null
        || field.isStatic()
        || !field.key().owner().equals(type.name())
        || !field.isPrivate() && type.isNonPrivatelyExtended()
        || isTouched(Aliases.ofField(index, field.key()))
        || !reported.add(field.key())) {
      return Optional.empty();
    }
    return Optional.of(kept(at, field, end));
  }

  /**
   * Whether anything is done with the future that could cancel it or hand it on: any call on it but
   * a question, any call with it, any place that keeps it but a field or local of its own.
   */
  private boolean isTouched(Aliases aliases) {
    boolean calls =
        index.calls().stream()
            .anyMatch(
                c ->
                    (aliases.contains(c.event().receiver()) && !isQuestion(c.event()))
                        || c.event().arguments().stream().anyMatch(a -> refersTo(aliases, a)));
    boolean returned = index.returns().stream().anyMatch(r -> refersTo(aliases, r.event().value()));
    boolean stored =
        index.assigns().stream()
            .anyMatch(
                a ->
                    a.event().target() instanceof Value.Element
                        && refersTo(aliases, a.event().value()));
    return calls || returned || stored || facts.bodies().stream().anyMatch(Body::isOpaque);
  }

  private static boolean refersTo(Aliases aliases, Value value) {
    return aliases.contains(value)
        || value instanceof Value.MethodReference reference
            && aliases.contains(reference.receiver());
  }

  private static boolean isQuestion(Event.Call call) {
    String name = call.method().name();
    return name.equals("isDone") || name.equals("isCancelled") || name.equals("getDelay");
  }

  /** One field cannot keep the futures of several rounds. */
  private static boolean isInLoop(At<Event.Call> at) {
    return at.node().successors().stream()
        .anyMatch(
            e -> Loops.reachable(at.body().flow(), e.target(), n -> true).get(at.node().id()));
  }

  private Finding dropped(At<Event.Call> at, Body end) {
    boolean canKeep = at.event().isDiscarded() && !isInLoop(at);
    return new Finding(
        Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN,
        at.event().site(),
        "the periodic task that "
            + Wording.name(at.body())
            + " schedules runs on after "
            + Wording.name(end)
            + ", since its future is dropped and the executor is somebody else's; keep the future in"
            + " a field and cancel it in "
            + Wording.name(end),
        canKeep
            ? new Remedy.KeepInField(
                FUTURE,
                at.event().site(),
                end.owner(),
                Remedy.Release.CANCEL_FUTURE,
                OptionalInt.of(end.id()),
                "")
            : new Remedy.None());
  }

  private Finding kept(At<Event.Call> at, FieldFacts field, Body end) {
    return new Finding(
        Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN,
        field.site(),
        field.key().name()
            + " is the only handle of a periodic task that "
            + Wording.name(at.body())
            + " schedules on somebody else's executor, but "
            + Wording.name(end)
            + " never cancels it; cancel it in "
            + Wording.name(end),
        new Remedy.ReleaseField(
            field.key(),
            Remedy.Release.CANCEL_FUTURE,
            "",
            OptionalInt.of(end.id()),
            "",
            !field.isFinal(),
            false,
            List.of(at.event().site()),
            false));
  }
}
