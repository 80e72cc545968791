package dev.loosethread.audit.launches;

import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.ReleaseCalls;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.OwnerUses.Release;
import dev.loosethread.model.ownership.ProcessLife;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who releases the threads and executors of a class, as far as the class shows it. */
final class OwnerEvidence {
  private final ClassIndex index;
  private final Library library;
  private final ReleaseProof proof;
  private final Map<FieldKey, Ownership> fields = new HashMap<>();
  private final Map<Integer, Handle> handles = new HashMap<>();

  OwnerEvidence(ClassIndex index) {
    this.index = index;
    this.library = index.library();
    this.proof = new ReleaseProof(index);
  }

  /**
   * An answer about an owner.
   *
   * @param isAwaited whether the class waits for its tasks
   * @param isCommonPool whether it is the JVM's common pool, which needs no shutdown
   */
  record Ownership(Answer owned, boolean isAwaited, boolean isCommonPool) {
    static Ownership of(Answer owned) {
      return new Ownership(owned, false, false);
    }
  }

  private static final Ownership COMMON_POOL =
      new Ownership(Answer.yes("it runs in the JVM's common pool"), false, true);

  /** Returns the owner of the tasks of this executor. */
  Ownership ofExecutor(At<Event.Call> at, Value executor) {
    if (executor instanceof Value.Unknown && at.event().isStatic()) {
      return COMMON_POOL;
    }
    // The receiver of an async stage is the stage before it, which runs in the common pool.
    return executor
            .typeName()
            .filter(
                t -> index.facts().hierarchy().isSubtype(t, "java.util.concurrent.CompletionStage"))
            .isPresent()
        ? COMMON_POOL
        : of(executor);
  }

  /** Returns the owner of the value; if it has several sources, that of the first. */
  private Ownership of(Value executor) {
    return index.get(ValueFlow.KEY).upToFields().of(executor).all().stream()
        .findFirst()
        .map(this::of)
        .orElseGet(() -> unknown("its executor is not visible here"));
  }

  private Ownership of(Source source) {
    if (source instanceof Source.Created created) {
      return index.created(created.by().event()).isPresent()
          ? created(created.by())
          : ofResult(created.by().event());
    }
    if (source instanceof Source.Returned returned) {
      return ofResult(returned.by().event());
    }
    if (source instanceof Source.HandedIn handed) {
      return Ownership.of(
          Answer.yes(handed.parameter().name() + " is passed in, so its creator" + " releases it"));
    }
    if (source instanceof Source.Self) {
      return Ownership.of(Answer.elsewhere("this object runs it itself, and its users close it"));
    }
    if (source instanceof Source.Unseen unseen) {
      if (unseen.value() instanceof Value.Field field) {
        return ofField(field);
      }
      if (unseen.value() instanceof Value.Local local) {
        return unknown("the origin of " + local.name() + " is not visible here");
      }
    }
    return unknown("its executor is not visible here");
  }

  private static Ownership unknown(String reason) {
    return Ownership.of(Answer.elsewhere(reason));
  }

  private static Ownership ofResult(Event.Call call) {
    return JdkMethod.FORK_JOIN_POOL_COMMON_POOL.isNamesake(call.method())
        ? COMMON_POOL
        : unknown("its executor comes from " + call.method().name() + "()");
  }

  private Ownership ofField(Value.Field value) {
    Ownership known = fields.get(value.key());
    if (known == null) {
      known = judge(value);
      fields.put(value.key(), known);
    }
    return known;
  }

  private Ownership judge(Value.Field value) {
    String name = value.key().name();
    FieldFacts field = index.facts().field(value.key()).orElse(null);
    if (field == null || !value.isOwn()) {
      return Ownership.of(Answer.elsewhere(name + " belongs to another class"));
    }
    if (library.isManaged(field.annotations())) {
      return Ownership.of(Answer.yes(name + " is provided and closed by a container"));
    }
    OwnerUses uses = OwnerUses.ofField(index, value.key());
    return new Ownership(owned(field, uses), isAwaited(uses.aliases()), false);
  }

  private Answer owned(FieldFacts field, OwnerUses uses) {
    String name = field.key().name();
    if (!uses.releases().isEmpty()) {
      return released(uses, name, madeFor(field.key()));
    }
    if (FieldOrigins.of(index, field.key()).creations().isEmpty()) {
      return index.isSetFromParameter(field.key())
          ? Answer.yes(name + " is passed in, so its creator releases it")
          : Answer.elsewhere("the origin of " + name + " is not visible here");
    }
    if (field.isStatic()) {
      return forTheJvm(field);
    }
    if (FieldOrigins.of(index, field.key()).storingBodies().stream()
        .allMatch(this::livesAsLongAsTheProcess)) {
      return forTheProcess(name + " lives as long as the process, as its object does");
    }
    return uses.escapes()
        ? Answer.elsewhere(name + " is passed on")
        : Answer.no("nothing releases " + name, "release " + name + " when its object is closed");
  }

  private boolean isAwaited(AliasSet aliases) {
    return aliases.callsOn().anyMatch(at -> library.isAwait(at.event().method()));
  }

  /** The calls that make what the field holds. */
  private List<Event.Call> madeFor(FieldKey field) {
    return FieldOrigins.of(index, field).creations().stream()
        .map(FieldOrigins.Creation::call)
        .toList();
  }

  /**
   * @param made the calls that make the owner
   */
  private Answer released(OwnerUses uses, String name, List<Event.Call> made) {
    if (!index.get(ProcessLife.KEY).endsInHooksOnly(uses)) {
      return proof.of(uses, name);
    }
    String hook = "only a shutdown hook releases " + name;
    return made.stream().allMatch(call -> DaemonThreads.areOf(index, call, uses.aliases()))
        ? forTheProcess(hook + ", when the JVM exits")
        : Answer.unknown(
            hook
                + ": it runs on System.exit() or a signal, and until then threads that are no"
                + " daemons keep the JVM alive",
            "release it when its work is done, or make its threads daemons");
  }

  /** What a method releases that it creates itself is the matter of the rules. */
  private Answer released(At<Event.Call> creation, OwnerUses uses) {
    List<Release> here =
        uses.releases().stream().filter(r -> r.body().equals(creation.body())).toList();
    if (here.isEmpty()) {
      return released(uses, "it", List.of(creation.event()));
    }
    return here.stream()
        .map(release -> handedTo(release, uses))
        .flatMap(Optional::stream)
        .findFirst()
        .filter(name -> here.size() == 1)
        .map(name -> Answer.yes(name + " gets it and releases it"))
        .orElseGet(() -> Answer.yes(Messages.name(creation.body()) + " releases it"));
  }

  /** The other class that the owner is handed to, which releases it. */
  private Optional<String> handedTo(Release release, OwnerUses uses) {
    return release.node().event() instanceof Event.Call call
            && call.isNew()
            && call.arguments().stream().anyMatch(uses.aliases()::contains)
        ? Optional.of(Library.simpleName(call.method().owner()))
        : Optional.empty();
  }

  /**
   * Returns whether code that starts what it creates always waits for it: no return and no
   * exception that has to be expected passes the wait by.
   */
  boolean isAlwaysAwaited(At<Event.Call> start, At<Event.Call> creation) {
    BitSet waits = new BitSet();
    handle(creation)
        .aliases()
        .callsOn()
        .filter(at -> at.body().equals(start.body()) && library.isAwait(at.event().method()))
        .forEach(at -> waits.set(at.node().id()));
    return waits.isEmpty() || proof.isUnavoidable(start, waits);
  }

  private static Answer forTheJvm(FieldFacts field) {
    return forTheProcess(field.key().name() + " is static and lives as long as the JVM");
  }

  private static Answer forTheProcess(String reason) {
    return Answer.unknown(
        reason, "fine for a program; a library or a redeployed application needs a way to stop it");
  }

  /** Returns whether the code belongs to a program, whose threads end with the process. */
  boolean isOfProgram(Body maker) {
    return index.get(ProcessLife.KEY).isProgram(maker.owner());
  }

  private boolean livesAsLongAsTheProcess(Body maker) {
    return index.get(ProcessLife.KEY).isStatic(maker);
  }

  /** The uses of the value of a call in the class. */
  private record Handle(AliasSet aliases, OwnerUses uses) {
    /** Returns whether it escapes from this method. */
    boolean isOut() {
      return aliases.isStored() || aliases.isReturned() || uses.escapes();
    }
  }

  private Handle handle(At<Event.Call> call) {
    return handles.computeIfAbsent(
        call.event().id(),
        id -> {
          AliasSet aliases = AliasSet.ofResult(index, id);
          return new Handle(aliases, new OwnerUses(index, aliases));
        });
  }

  /** Returns the owner of the object that this call creates. */
  Ownership created(At<Event.Call> creation) {
    AliasSet aliases = handle(creation).aliases();
    OwnerUses uses = handle(creation).uses();
    boolean isAwaited = isAwaited(aliases);
    if (!uses.releases().isEmpty()) {
      return new Ownership(released(creation, uses), isAwaited, false);
    }
    if (library.endsIdle(creation.event())) {
      return new Ownership(Answer.yes("its threads end when they are idle"), isAwaited, false);
    }
    FieldFacts keeper = keeper(aliases);
    if (keeper != null && keeper.isStatic()) {
      OwnerUses kept = OwnerUses.ofField(index, keeper.key());
      if (!kept.releases().isEmpty()) {
        List<Event.Call> made = madeFor(keeper.key());
        return new Ownership(released(kept, keeper.key().name(), made), isAwaited, false);
      }
      return new Ownership(forTheJvm(keeper), isAwaited, false);
    }
    Body ender = new ElementReleases(index).ender(aliases);
    if (ender != null) {
      return new Ownership(
          Answer.yes(Messages.name(ender) + " releases or awaits each of them"), true, false);
    }
    String name = keeper == null ? "it" : keeper.key().name();
    if (!uses.escapes() && livesAsLongAsTheProcess(creation.body())) {
      return new Ownership(
          forTheProcess(name + " lives as long as the process, as what makes it does"),
          isAwaited,
          false);
    }
    return new Ownership(notReleased(aliases, uses, name), isAwaited, false);
  }

  private static Answer notReleased(AliasSet aliases, OwnerUses uses, String name) {
    if (aliases.isReturned()) {
      return Answer.elsewhere("it is returned, so whoever gets it releases it");
    }
    return uses.escapes()
        ? Answer.elsewhere("it is passed on, and whoever gets it may release it")
        : Answer.no("nothing releases " + name, "keep it and release it when its object is closed");
  }

  /** Returns the code that ends a task object which fields keep, by a method named for that. */
  Optional<Body> enderOfTask(Value task) {
    return index.get(ValueFlow.KEY).upToFields().of(task).all().stream()
        .flatMap(source -> keepers(source).stream())
        .flatMap(field -> index.get(ReleaseCalls.KEY).on(field).stream())
        .map(At::body)
        .findFirst();
  }

  private List<FieldKey> keepers(Source source) {
    if (source instanceof Source.Created created) {
      return keepers(created.by());
    }
    return source instanceof Source.Unseen unseen && unseen.value() instanceof Value.Field field
        ? List.of(field.key())
        : List.of();
  }

  private @Nullable FieldFacts keeper(AliasSet aliases) {
    return index.declarations().declared(aliases.keepers()).stream().findFirst().orElse(null);
  }

  /** Returns the fields that keep the result of the call. */
  List<FieldKey> keepers(At<Event.Call> call) {
    return call.event().isDiscarded() ? List.of() : handle(call).aliases().keepers();
  }

  /** Returns whether the result of the call is kept. */
  boolean isKept(At<Event.Call> call) {
    return !call.event().isDiscarded()
        && (handle(call).isOut() || handle(call).aliases().calls().findAny().isPresent());
  }

  /** Returns whether a created thread is kept; a call of start() does not count. */
  boolean isThreadKept(At<Event.Call> creation) {
    return !creation.event().isDiscarded()
        && (handle(creation).isOut()
            || handle(creation)
                .aliases()
                .isCalled(JdkMethod.THREAD_JOIN, JdkMethod.THREAD_INTERRUPT));
  }

  /** Returns whether a value is used for more than the launch. */
  boolean isStoredOrReturned(@Nullable Value value) {
    if (value instanceof Value.Field) {
      return true;
    }
    if (!(value instanceof Value.Local local)) {
      return false;
    }
    AliasSet aliases = AliasSet.ofLocal(index, local.id());
    return aliases.isStored()
        || aliases.isReturned()
        || aliases.isCalled(JdkMethod.TIMER_TASK_CANCEL);
  }

  /** Returns whether the created thread has an uncaught exception handler. */
  boolean hasExceptionHandler(At<Event.Call> creation) {
    return handle(creation).aliases().isCalled(JdkMethod.THREAD_SET_UNCAUGHT_EXCEPTION_HANDLER);
  }

  /** Returns whether the result of the call is cancelled or interrupted. */
  boolean isEnded(At<Event.Call> call) {
    // A library's handles are no futures of the JDK.
    return handle(call)
            .aliases()
            .callsOn()
            .map(at -> at.event().method())
            .anyMatch(
                m ->
                    JdkMethod.FUTURE_CANCEL.isNamesake(m)
                        || JdkMethod.THREAD_INTERRUPT.isNamesake(m))
        || !handle(call).uses().releases().isEmpty();
  }
}
