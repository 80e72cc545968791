package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * Periodic tasks on an executor of another object. The class must not shut that down, so the future
 * is the only way to stop them ("the task will continue indefinitely until [...] cancelled via the
 * returned future", ScheduledExecutorService javadoc): a class with an end method must cancel it
 * there.
 */
public final class PeriodicTaskLeaks {
  private static final String FUTURE = "java.util.concurrent.ScheduledFuture";

  private static final List<JdkMethod> QUESTIONS =
      List.of(JdkMethod.FUTURE_IS_DONE, JdkMethod.FUTURE_IS_CANCELLED, JdkMethod.DELAYED_GET_DELAY);

  private final ClassIndex index;
  private final ClassFacts facts;
  private final Library library;
  private final EndMethods ends;

  public PeriodicTaskLeaks(ClassIndex index) {
    this.index = index;
    this.facts = index.facts();
    this.library = index.library();
    this.ends = index.get(EndMethods.KEY);
  }

  public List<Finding> leaks() {
    List<Finding> findings = new ArrayList<>();
    Set<FieldKey> reported = new HashSet<>();
    for (At<Event.Call> at : index.callsThatMayRunArguments()) {
      if (isPeriodic(at.event()) && !at.node().inFinally() && isForeign(at)) {
        finding(at, reported).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private boolean isPeriodic(Event.Call call) {
    return facts.hierarchy().isSubtype(call.resultType(), FUTURE)
        && !call.arguments().isEmpty()
        && library.runs(call.method(), 0).orElse(null) == TaskRun.PERIODICALLY;
  }

  /** Returns whether the executor was passed in and its creator releases it. */
  private boolean isForeign(At<Event.Call> at) {
    if (at.event().receiver() instanceof Value.Field field) {
      return field.isOwn() && isForeign(field.key());
    }
    if (at.event().receiver() instanceof Value.Local local) {
      // If a field keeps the parameter, the field decides: the class may take over its ownership.
      return at.body().parameters().contains(local)
          && !at.body().is(Modifier.PRIVATE)
          && index.valuesOf(local).isEmpty()
          && !isGivenAnOwnOne(at.body(), local)
          && index.assigns().stream()
              .filter(a -> a.event().value().equals(local))
              .allMatch(a -> a.event().target() instanceof Value.Field f && isForeign(f.key()))
          && uses(AliasSet.ofLocal(index, local.id())).releases().isEmpty();
    }
    return false;
  }

  /** Returns whether the object calls its own method with an executor that it has created. */
  private boolean isGivenAnOwnOne(Body method, Value.Local parameter) {
    int position = method.parameters().indexOf(parameter);
    return index.callersOf(method).stream()
        .map(At::event)
        .filter(call -> call.receiver() instanceof Value.This)
        .filter(call -> position < call.arguments().size())
        .map(call -> index.get(ValueFlow.KEY).of(call.arguments().get(position)))
        .anyMatch(
            sources ->
                sources.creations().anyMatch(made -> index.created(made.event()).isPresent()));
  }

  private boolean isForeign(FieldKey key) {
    FieldFacts field = facts.field(key).orElse(null);
    FieldOrigins origins = FieldOrigins.of(index, key);
    return field != null
        && origins.creations().isEmpty()
        && isHandedIn(field)
        && uses(AliasSet.ofField(index, key)).releases().isEmpty();
  }

  /** A field that is never assigned here has an unknown origin, unless it is injected. */
  private boolean isHandedIn(FieldFacts field) {
    return library.isManaged(field.annotations()) || index.isSetFromParameter(field.key());
  }

  private OwnerUses uses(AliasSet aliases) {
    return new OwnerUses(index, aliases);
  }

  private Optional<Finding> finding(At<Event.Call> at, Set<FieldKey> reported) {
    Body body = at.body();
    TypeFacts type = facts.type(body.owner()).orElse(null);
    Body end = type == null ? null : ends.of(type.name(), false).stream().findFirst().orElse(null);
    if (type == null
        || end == null
        || body.is(Modifier.STATIC)
        || body.kind() == Body.Kind.LAMBDA
        || !end.parameters().isEmpty()
        || type.kind() == TypeFacts.Kind.ENUM
        || ends.of(type.name(), false).stream().anyMatch(e -> index.reach(e).get(body.id()))) {
      return Optional.empty();
    }
    AliasSet aliases = AliasSet.ofResult(index, at.event().id());
    List<FieldKey> keepers = aliases.keepers();
    if (keepers.isEmpty()) {
      return isTouched(aliases) ? Optional.empty() : Optional.of(dropped(at, end));
    }
    FieldFacts field = facts.field(keepers.get(0)).orElse(null);
    if (keepers.size() > 1
        || field == null
        || field.isStatic()
        || !field.key().owner().equals(type.name())
        || (!field.isPrivate() && type.isNonPrivatelyExtended())
        || isTouched(AliasSet.ofField(index, field.key()))
        || !reported.add(field.key())) {
      return Optional.empty();
    }
    return Optional.of(kept(at, field, end));
  }

  /**
   * Returns whether the future may be cancelled or passed on: any call on it except queries, any
   * call that takes it, any other place that keeps it.
   */
  private boolean isTouched(AliasSet aliases) {
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

  private static boolean refersTo(AliasSet aliases, Value value) {
    return aliases.contains(value)
        || (value instanceof Value.MethodReference reference
            && aliases.contains(reference.receiver()));
  }

  private boolean isQuestion(Event.Call call) {
    return QUESTIONS.stream().anyMatch(question -> question.is(call.method(), facts.hierarchy()));
  }

  private Finding dropped(At<Event.Call> at, Body end) {
    return new Finding(
        Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN,
        at.event().site(),
        "the periodic task that "
            + Messages.name(at.body())
            + " schedules keeps running after "
            + Messages.name(end)
            + ", because its future is dropped and the executor belongs to another object; keep"
            + " the future in"
            + " a field and cancel it in "
            + Messages.name(end),
        keep(at, end));
  }

  private Remedy keep(At<Event.Call> at, Body end) {
    if (!at.event().isDiscarded() && !isInLocal(at.event())) {
      return new Remedy.None("its future is used");
    }
    NewField field = new NewField(index, at, Optional.of(end));
    return field
        .obstacle(true)
        .or(() -> index.get(ReleaseSafety.KEY).obstacleToEndAll(field, Optional.of(end)))
        .<Remedy>map(Remedy.None::new)
        .orElseGet(
            () ->
                cancelling(
                    at,
                    action ->
                        new Remedy.KeepInField(
                            FUTURE,
                            at.event().site(),
                            end.owner(),
                            // It may be scheduled late in the constructor, or not at all.
                            field.times() == Remedy.Times.OFTEN
                                ? Remedy.Times.OFTEN
                                : Remedy.Times.ONCE,
                            action,
                            Remedy.EndPlace.anywhere(OptionalInt.of(end.id()), ""))));
  }

  private boolean isInLocal(Event.Call scheduling) {
    return index.assigns().stream()
        .map(At::event)
        .filter(a -> a.value() instanceof Value.Result made && made.call() == scheduling.id())
        .anyMatch(a -> a.target() instanceof Value.Local);
  }

  /**
   * Returns a remedy that cancels the future. A run that is in progress ends by itself unless it
   * loops, so only that is interrupted (Future.cancel javadoc).
   */
  private Remedy cancelling(At<Event.Call> at, Function<Remedy.ReleaseAction, Remedy> remedy) {
    EndlessLoops loops = index.get(EndlessLoops.KEY);
    TaskCode task = TaskCode.of(index, at.event().arguments().get(0));
    boolean interrupts = loops.runsUntilEnded(task);
    Optional<String> obstacle = interrupts ? loops.obstacleToEnd(task) : Optional.empty();
    return obstacle
        .<Remedy>map(Remedy.None::new)
        .orElseGet(
            () ->
                remedy.apply(
                    new Remedy.ReleaseAction(Remedy.Release.CANCEL_FUTURE, "", interrupts, true)));
  }

  private Finding kept(At<Event.Call> at, FieldFacts field, Body end) {
    return new Finding(
        Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN,
        field.site(),
        field.key().name()
            + " is the only handle of a periodic task that "
            + Messages.name(at.body())
            + " schedules on an executor that belongs to another object, but "
            + Messages.name(end)
            + " never cancels it; cancel it in "
            + Messages.name(end),
        cancelling(
            at,
            action ->
                new Remedy.ReleaseField(
                    field.key(),
                    action,
                    Remedy.EndPlace.anywhere(OptionalInt.of(end.id()), ""),
                    !field.isFinal(),
                    false,
                    List.of(at.event().site()),
                    Optional.empty())));
  }
}
