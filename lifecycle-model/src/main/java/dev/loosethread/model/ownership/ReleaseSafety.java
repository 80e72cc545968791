package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Decides whether an owner can be released at a place without breaking code that works: nothing may
 * use it afterwards, and no thread may wait for itself. What is not visible counts as a later use.
 *
 * <p>A pool that is shut down rejects tasks (ExecutorService javadoc), so every later submission
 * throws RejectedExecutionException where it worked before.
 */
public final class ReleaseSafety {
  public static final AnalysisKey<ReleaseSafety> KEY = AnalysisKey.of(ReleaseSafety::new);

  private static final String SHUTDOWN = "shutdown()";
  private static final String SCHEDULED_EXECUTOR = "java.util.concurrent.ScheduledExecutorService";

  private final ClassIndex index;
  private final Library library;

  private ReleaseSafety(ClassIndex index) {
    this.index = index;
    this.library = index.library();
  }

  /**
   * The remedy that releases what a local variable holds at the end of its block.
   *
   * @param call the method call that releases it, such as {@code shutdown()}
   */
  public Remedy inFinally(At<Event.Call> creation, AliasSet aliases, String call) {
    return obstacleInMethod(creation, aliases)
        .<Remedy>map(Remedy.None::new)
        .orElseGet(() -> new Remedy.ReleaseInFinally(creation.event().site(), call));
  }

  /** Returns how a message says when to release what a local variable holds. */
  public static String when(Remedy remedy) {
    return remedy instanceof Remedy.None ? "when nothing uses it any more" : "in a finally block";
  }

  /**
   * Returns why an owner cannot be released at the end of the method that creates it; empty if it
   * can.
   */
  private Optional<String> obstacleInMethod(At<Event.Call> creation, AliasSet aliases) {
    Optional<String> later = new LaterUses(index, creation.body()).of(aliases);
    Optional<String> loop = later.or(() -> endlessTask(aliases));
    if (loop.isPresent()) {
      return loop;
    }
    // An executor runs what it was given once, other owners call it back as long as they live.
    boolean callsBack = index.created(creation.event()).filter(OwnerKind.OTHER::equals).isPresent();
    return callsBack ? callback(aliases) : Optional.empty();
  }

  /** An orderly shutdown lets a task go on that ends only if something stops it. */
  private Optional<String> endlessTask(AliasSet aliases) {
    return aliases
        .tasks()
        .filter(index.get(EndlessLoops.KEY)::runsUntilEnded)
        .findFirst()
        .map(task -> "it runs " + task.name() + ", which does not end by itself");
  }

  private Optional<String> callback(AliasSet aliases) {
    return aliases
        .callsOn()
        .filter(at -> at.event().arguments().stream().anyMatch(this::isOwnCode))
        .findFirst()
        .map(at -> "it calls back what " + LaterUses.place(at) + " registers");
  }

  private boolean isOwnCode(Value argument) {
    return argument instanceof Value.Lambda
        || argument instanceof Value.MethodReference
        || argument.typeName().filter(t -> index.facts().type(t).isPresent()).isPresent();
  }

  /**
   * The remedy that releases the owner in a field.
   *
   * @param call the method call that releases it, for {@link Remedy.Release#CALL}; else ""
   */
  public Remedy release(FieldLeaks.Leak leak, Remedy.Release release, String call) {
    FieldFacts field = leak.field();
    ReleaseOrder order = ReleaseOrder.of(index, field.key());
    Renewals renewals = new Renewals(index, leak);
    return remedy(
        release,
        call,
        leak.end(),
        field.key().owner(),
        order,
        leak.end()
            .flatMap(end -> obstacleIn(end, order))
            .or(renewals::obstacle)
            .or(() -> order.feederAfter(leak.end()))
            .or(() -> taskThatSubmits(field.type(), order)),
        (action, place) ->
            new Remedy.ReleaseField(
                field.key(),
                action,
                place,
                leak.mayBeNull(),
                leak.isConditional(),
                leak.creationSites(),
                renewals.renewal()));
  }

  /**
   * @param owner the class that releases it
   * @param obstacle what else speaks against the release
   */
  private Remedy remedy(
      Remedy.Release release,
      String call,
      Optional<Body> end,
      String owner,
      ReleaseOrder order,
      Optional<String> obstacle,
      BiFunction<Remedy.ReleaseAction, Remedy.EndPlace, Remedy> remedy) {
    boolean interruptFirst =
        release == Remedy.Release.TWO_PHASE_SHUTDOWN && needsInterrupt(end, order);
    boolean interrupts = interruptFirst || release == Remedy.Release.INTERRUPT;
    Remedy.EndPlace place = place(end, owner, order);
    Optional<String> why =
        obstacle
            .or(() -> interrupts ? obstacleToInterrupt(order, end) : Optional.empty())
            .or(
                () ->
                    place.isNew()
                        ? index.get(NewEndMethods.KEY).obstacle(owner)
                        : Optional.empty());
    if (why.isPresent()) {
      return new Remedy.None(why.get());
    }
    boolean await = end.map(body -> canAwait(body, order.tasks())).orElse(true);
    return remedy.apply(new Remedy.ReleaseAction(release, call, interruptFirst, await), place);
  }

  /** Returns why the owner in a field cannot be released in an end method; empty if it can. */
  private Optional<String> obstacleIn(Body end, ReleaseOrder order) {
    return callerThatGoesOn(end)
        .map(caller -> callsToo(caller, end))
        .or(() -> order.conflictIn(end));
  }

  /**
   * After the shutdown its submission would be rejected, on a thread whose exceptions nobody may
   * expect. A scheduler keeps them in a future.
   *
   * @param type the binary name of the owner's type
   */
  private Optional<String> taskThatSubmits(String type, ReleaseOrder order) {
    if (index.hierarchy().isSubtype(type, SCHEDULED_EXECUTOR)) {
      return Optional.empty();
    }
    Set<Body> tasks =
        order.tasks().stream().flatMap(task -> task.allHere().stream()).collect(Collectors.toSet());
    return order
        .aliases()
        .callsOn()
        .filter(at -> tasks.contains(at.body()) && !library.releasesReceiver(at.event().method()))
        .filter(at -> !TaskCode.givenBy(index, at.event()).isEmpty())
        .findFirst()
        .map(at -> "its own tasks call " + LaterUses.place(at));
  }

  /** Returns code that calls the end method although the object does not end with it. */
  private Optional<Body> callerThatGoesOn(Body end) {
    EndMethods ends = index.get(EndMethods.KEY);
    return index.callersOf(end).stream()
        // A handler undoes a start that failed.
        .filter(at -> at.node().handler().isEmpty() || at.node().inFinally())
        .map(At::body)
        .filter(caller -> !caller.equals(end) && !ends.isEnd(caller))
        .filter(caller -> !isShutdownHook(caller) && !caller.is(Modifier.STATIC))
        .findFirst();
  }

  /** Code that a thread runs which is created for nothing else, such as a shutdown hook. */
  private boolean isShutdownHook(Body caller) {
    return caller.kind() == Body.Kind.LAMBDA
        && index.callsGiven(caller).stream()
            .map(At::event)
            .allMatch(call -> index.created(call).filter(k -> k == OwnerKind.THREAD).isPresent());
  }

  /**
   * Returns whether the tasks of an executor have to be interrupted, because they loop and the end
   * method does not tell them to end, or not so that they notice.
   */
  private boolean needsInterrupt(Optional<Body> end, ReleaseOrder order) {
    EndlessLoops loops = index.get(EndlessLoops.KEY);
    return order.tasks().stream().anyMatch(loops::isToldByFlag)
        || (end.filter(order::tells).isEmpty()
            && order.tasks().stream().anyMatch(loops::runsUntilEnded));
  }

  /**
   * Returns why an interrupt does not simply end the tasks of an owner; empty if it may.
   *
   * @param end the end method that interrupts them, after it has changed their flags
   */
  private Optional<String> obstacleToInterrupt(ReleaseOrder order, Optional<Body> end) {
    EndlessLoops loops = index.get(EndlessLoops.KEY);
    Set<FieldKey> changed = end.map(this::changedIn).orElse(Set.of());
    return order.tasks().stream()
        .flatMap(task -> loops.obstacleToEnd(task, flag -> changed.contains(flag.key())).stream())
        .findFirst();
  }

  /** The fields that the method assigns, or calls a method of that changes them. */
  private Set<FieldKey> changedIn(Body method) {
    Stream<Value> assigned = index.assignsIn(method).stream().map(at -> at.event().target());
    Stream<Value> called =
        index.callsIn(method.id()).stream()
            .map(At::event)
            .filter(call -> library.isChangeName(call.method().name()))
            .map(Event.Call::receiver);
    return Stream.concat(assigned, called)
        .filter(Value.Field.class::isInstance)
        .map(field -> ((Value.Field) field).key())
        .collect(Collectors.toSet());
  }

  private Remedy.EndPlace place(Optional<Body> end, String owner, ReleaseOrder order) {
    String inherited = end.isPresent() ? "" : index.get(EndMethods.KEY).inheritedName(owner);
    return new Remedy.EndPlace(
        end.map(body -> OptionalInt.of(body.id())).orElse(OptionalInt.empty()),
        inherited,
        end.map(order::before).orElse(List.of()),
        order.users());
  }

  /**
   * Returns whether the end method can wait for the tasks of an owner: none of them may need a lock
   * that it holds, and it may not be one of them.
   */
  private boolean canAwait(Body end, List<TaskCode> tasks) {
    return tasks.stream().noneMatch(task -> task.allHere().contains(end))
        && (!holdsLock(end)
            || tasks.stream().noneMatch(task -> task.isUnseen() || needsLock(task)));
  }

  /**
   * The remedy that keeps what a call creates in a new field and releases it.
   *
   * @param type the binary name of the type the field should have
   * @param end the end method of the class; empty if it has none
   */
  public Remedy keep(
      At<Event.Call> creation, String type, Remedy.Release release, Optional<Body> end) {
    NewField field = new NewField(index, creation, end);
    String owner = creation.body().owner();
    ReleaseOrder order = ReleaseOrder.of(index, creation);
    return remedy(
        release,
        "",
        end,
        owner,
        order,
        field
            .obstacle(field.runsPeriodically())
            .or(() -> obstacleToEndAll(field, end))
            .or(() -> taskThatSubmits(type, order)),
        (action, place) ->
            new Remedy.KeepInField(
                type, creation.event().site(), owner, field.times(), action, place));
  }

  /** Returns why all that was created so far cannot end with an end method; empty if it can. */
  Optional<String> obstacleToEndAll(NewField field, Optional<Body> end) {
    return field.times() == Remedy.Times.OFTEN
        ? end.flatMap(e -> callerThatGoesOn(e).map(caller -> callsToo(caller, e)))
        : Optional.empty();
  }

  private static String callsToo(Body caller, Body end) {
    return Messages.name(caller) + " calls " + Messages.name(end) + " too";
  }

  /**
   * The remedy that releases the owner in a field before the field gets another one.
   *
   * @param call the method call that releases it, such as {@code shutdown()}
   * @param mayBeNull whether the field can be null there
   */
  public Remedy beforeReplacement(
      FieldFacts field, Site assignment, String call, boolean mayBeNull) {
    ReleaseOrder order = ReleaseOrder.of(index, field.key());
    boolean isShutdown = call.equals(SHUTDOWN);
    boolean interrupts =
        isShutdown && order.tasks().stream().anyMatch(index.get(EndlessLoops.KEY)::runsUntilEnded);
    Optional<String> why =
        order.users().stream()
            .map(user -> user.name() + " still uses the old one")
            .findFirst()
            .or(() -> isShutdown ? taskThatSubmits(field.type(), order) : Optional.empty())
            .or(() -> interrupts ? obstacleToInterrupt(order, Optional.empty()) : Optional.empty());
    return why.<Remedy>map(Remedy.None::new)
        .orElseGet(
            () ->
                new Remedy.ReleaseBefore(
                    field.key(), assignment, interrupts ? "shutdownNow()" : call, mayBeNull));
  }

  /** The remedy that undoes a start if the rest of the method fails. */
  public Remedy undoOnFailure(Site started, Remedy.Undo undo) {
    boolean interrupts =
        undo.action().equals(".interrupt()") || undo.action().equals(".shutdownNow()");
    return (interrupts
            ? obstacleToInterrupt(ReleaseOrder.of(index, undo.field()), Optional.empty())
            : Optional.<String>empty())
        .<Remedy>map(Remedy.None::new)
        .orElseGet(() -> new Remedy.UndoOnFailure(started, undo));
  }

  private boolean holdsLock(Body end) {
    return end.is(Modifier.SYNCHRONIZED) || locks(end);
  }

  private boolean needsLock(TaskCode task) {
    return task.all().stream()
        .map(TaskCode.Part::body)
        .anyMatch(body -> body.is(Modifier.SYNCHRONIZED) || locks(body));
  }

  private boolean locks(Body body) {
    return body.flow().nodes().stream().anyMatch(library::takesLock);
  }
}
