package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.OwnerFactories;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Owners that only a local variable or a temporary ever holds. */
public final class LocalLeaks {
  private final ClassIndex index;

  public LocalLeaks(ClassIndex index) {
    this.index = index;
  }

  /** Returns the owners of this kind that no path releases and that do not escape. */
  public List<At<Event.Call>> leaks(OwnerKind kind) {
    List<At<Event.Call>> leaks = new ArrayList<>();
    for (At<Event.Call> at : index.get(OwnerFactories.KEY).obtaining(kind)) {
      if (isLocal(at)) {
        leaks.add(at);
      }
    }
    return leaks;
  }

  private boolean isLocal(At<Event.Call> at) {
    Body body = at.body();
    if (at.event().isDiscarded()
        || body.kind() == Body.Kind.LAMBDA
        || index.get(ProcessLife.KEY).runsOnce(body)
        || at.node().inFinally()) {
      return false;
    }
    AliasSet aliases = AliasSet.ofResult(index, at.event().id());
    if (aliases.isStored()) {
      return false;
    }
    OwnerUses uses = new OwnerUses(index, aliases);
    return !uses.escapes() && uses.releases().isEmpty() && !isReturned(body, aliases);
  }

  /** Even a private factory returns it to its caller. */
  private boolean isReturned(Body body, AliasSet aliases) {
    return index.returnsOf(body.id()).stream().anyMatch(r -> aliases.contains(r.event().value()));
  }

  /**
   * Returns whether the owner that the body leaves running may be the purpose of a program or test.
   */
  public boolean isInProgramOrTest(Body body) {
    TypeFacts type = index.facts().type(body.owner()).orElse(null);
    return type == null
        || index.get(ProcessLife.KEY).isProgram(type.name())
        || FieldLeaks.isTest(index, type);
  }

  /** Returns whether the class calls its {@code start()}. */
  public boolean isStarted(At<Event.Call> at) {
    return AliasSet.ofResult(index, at.event().id())
        .callsOn()
        .anyMatch(on -> JdkMethod.THREAD_START.isNamesake(on.event().method()));
  }

  /**
   * Returns whether a scheduler of the JDK gets nothing but tasks that run once. It runs them even
   * after {@code shutdown()}, as long as nobody changes its policy ({@code
   * ScheduledThreadPoolExecutor.getExecuteExistingDelayedTasksAfterShutdownPolicy}).
   */
  private boolean runsOnlyOnce(At<Event.Call> at) {
    List<At<Event.Call>> uses = AliasSet.ofResult(index, at.event().id()).callsOn().toList();
    return at.event().method().owner().startsWith("java.util.concurrent.")
        && !uses.isEmpty()
        && uses.stream().allMatch(on -> index.library().runs(on.event(), 0, TaskRun.LATER));
  }

  /**
   * @param noun the owner's name in a message
   * @param releases the verb of the message: "cancels it"
   */
  public Finding finding(
      At<Event.Call> at, Pattern pattern, String noun, String releases, Remedy remedy) {
    return new Finding(
        pattern,
        at.event().site(),
        "the "
            + noun
            + " that "
            + Messages.name(at.body())
            + " creates is not kept and nothing "
            + releases
            + ", so its thread outlives the object; "
            + (remedy instanceof Remedy.ReleaseInFinally
                ? "shut it down in a finally block, it still runs what it was given"
                : "keep it in a field and release it when the object is closed"),
        remedy);
  }

  /**
   * The remedy that keeps the owner in a new field, if there is an object to keep it.
   *
   * @param type binary name of the field's type
   */
  public Remedy keepInField(At<Event.Call> at, String type, Remedy.Release release) {
    if (at.body().is(Modifier.STATIC)) {
      return new Remedy.None("a static method has no object to keep it");
    }
    if (index.library().creates(at.event()).isEmpty()) {
      return new Remedy.None(
          "the type that " + Messages.name(at.event()) + " returns may be another");
    }
    Optional<Body> end =
        index.get(EndMethods.KEY).of(at.body().owner(), false).stream().findFirst();
    NewField field = new NewField(index, at, end);
    if (release == Remedy.Release.TWO_PHASE_SHUTDOWN
        && field.times() == Remedy.Times.OFTEN
        && runsOnlyOnce(at)) {
      return index
          .get(ReleaseSafety.KEY)
          .inFinally(at, AliasSet.ofResult(index, at.event().id()), "shutdown()");
    }
    return index.get(ReleaseSafety.KEY).keep(at, type, release, end);
  }
}
