package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.tasks.SelfScheduling;
import dev.loosethread.model.tasks.TaskCode;
import dev.loosethread.model.tasks.ThrownExceptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A periodic task whose first exception ends all its runs, silently: "If any execution of the task
 * encounters an exception, subsequent executions are suppressed" (ScheduledExecutorService
 * javadoc); in a java.util.Timer it terminates the thread and so all other tasks.
 */
public final class PeriodicTaskMayThrowRule implements Rule {
  /** Only a task that waits before its next run is a periodic one. */
  private static final String SCHEDULE = "schedule";

  @Override
  public Pattern pattern() {
    return Pattern.PERIODIC_TASK_MAY_THROW;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    Set<Site> seen = new HashSet<>();
    for (At<Event.Call> at : index.callsThatMayRunArguments()) {
      Event.Call call = at.event();
      // Code that passes tasks on also passes on their exceptions, by the contract of executors.
      if (at.body().key().name().equals(call.method().name())
          || index
              .facts()
              .hierarchy()
              .isSubtype(at.body().owner(), "java.util.concurrent.Executor")) {
        continue;
      }
      for (int i = 0; i < call.arguments().size(); i++) {
        TaskRun run = index.library().runs(call.method(), i).orElse(TaskRun.NOW);
        boolean isPeriodic = run == TaskRun.PERIODICALLY;
        if ((isPeriodic || (run == TaskRun.LATER && call.method().name().equals(SCHEDULE)))
            && !index.library().isFailureHandled(call.method())
            && !isWaitedFor(index, call)
            && seen.add(call.site())) {
          (isPeriodic ? finding(index, call, i) : again(index, at, i)).ifPresent(findings::add);
        }
      }
    }
    return findings.stream();
  }

  /** A task that schedules itself again at its end. */
  private Optional<Finding> again(ClassIndex index, At<Event.Call> at, int argument) {
    ThrownExceptions throwing = new ThrownExceptions(index);
    for (Body task : TaskCode.of(index, at.event().arguments().get(argument)).rootsHere()) {
      SelfScheduling scheduling = SelfScheduling.of(index, task, at).orElse(null);
      Optional<String> culprit =
          scheduling == null ? Optional.empty() : scheduling.culprit(throwing);
      if (scheduling != null && culprit.isPresent()) {
        return Optional.of(
            new Finding(
                pattern(),
                at.event().site(),
                "the first exception thrown by the task ("
                    + culprit.get()
                    + ") silently ends all further runs, since "
                    + Messages.name(task)
                    + " then does not schedule itself again; catch it in the task, or schedule in a"
                    + " finally block",
                scheduling
                    .call()
                    .<Remedy>map(call -> new Remedy.MoveToFinally(call, Optional.empty()))
                    .orElse(new Remedy.None("the task schedules itself in several places"))));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether the result of the future is read, which reports the exception, or may be by
   * other code that gets the future.
   */
  private static boolean isWaitedFor(ClassIndex index, Event.Call call) {
    if (call.isDiscarded()) {
      return false;
    }
    AliasSet aliases = AliasSet.ofResult(index, call.id());
    if (isGivenAway(index, aliases)) {
      return true;
    }
    boolean isStored = index.assigns().stream().anyMatch(a -> aliases.contains(a.event().value()));
    return index.calls().stream()
        .anyMatch(
            c ->
                JdkMethod.FUTURE_GET.isNamesake(c.event().method())
                    && (aliases.contains(c.event().receiver())
                        || (isStored && isFutureInField(c.event().receiver()))));
  }

  /** A collection only keeps it, and code of this class shows what it does with it. */
  private static boolean isGivenAway(ClassIndex index, AliasSet aliases) {
    boolean isReturned =
        aliases.in(index.values().returned()).stream()
            .anyMatch(id -> !index.returns().get(id).body().is(Modifier.PRIVATE));
    return isReturned
        || aliases
            .calls()
            .map(At::event)
            .filter(call -> call.arguments().stream().anyMatch(aliases::contains))
            .anyMatch(
                call ->
                    index.calledMethod(call).filter(Body::hasCode).isEmpty()
                        && !isOfTheJdk(call.method()));
  }

  private static boolean isOfTheJdk(MethodKey method) {
    return method.owner().startsWith("java.");
  }

  private static boolean isFutureInField(Value value) {
    return value instanceof Value.Field field
        && field.type().startsWith("java.util.concurrent.")
        && field.type().endsWith("Future");
  }

  private Optional<Finding> finding(ClassIndex index, Event.Call call, int argument) {
    Value task = call.arguments().get(argument);
    ThrownExceptions throwing = new ThrownExceptions(index);
    if (task instanceof Value.MethodReference reference && reference.body().isEmpty()) {
      return throwing
          .outOf(reference.method())
          .map(culprit -> finding(call, culprit, argument, OptionalInt.empty(), false));
    }
    String first = null;
    List<Body> throwers = new ArrayList<>();
    TaskCode code = TaskCode.of(index, task);
    if (code.rootsHere().isEmpty()) {
      return elsewhere(call, code);
    }
    for (Body body : code.rootsHere()) {
      Optional<String> culprit = throwing.outOf(body);
      if (culprit.isPresent()) {
        first = first == null ? culprit.get() : first;
        throwers.add(body);
      }
    }
    if (first == null) {
      return Optional.empty();
    }
    Finding finding =
        finding(
            call,
            first,
            argument,
            OptionalInt.of(throwers.get(0).id()),
            calledDirectly(index, throwers.get(0)));
    // A fix of one of several tasks would not remove the finding.
    return Optional.of(
        throwers.size() == 1
            ? finding
            : new Finding(
                pattern(),
                finding.site(),
                finding.message(),
                new Remedy.None("several tasks may throw")));
  }

  /** A task whose code is in another class of the compilation. */
  private Optional<Finding> elsewhere(Event.Call call, TaskCode code) {
    for (TaskCode.Part part : code.roots()) {
      Optional<String> culprit = new ThrownExceptions(part.index()).outOf(part.body());
      if (culprit.isPresent()) {
        String type = Library.simpleName(part.body().owner());
        return Optional.of(
            new Finding(
                pattern(),
                call.site(),
                message(call, culprit.get() + " in " + type),
                new Remedy.None("the code of the task is in " + type)));
      }
    }
    return Optional.empty();
  }

  private Finding finding(
      Event.Call call, String culprit, int argument, OptionalInt body, boolean isCalledDirectly) {
    return new Finding(
        pattern(),
        call.site(),
        message(call, culprit),
        new Remedy.CatchInTask(call.site(), argument, body, isCalledDirectly));
  }

  private static String message(Event.Call call, String culprit) {
    boolean isTimer = call.method().owner().equals("java.util.Timer");
    return "the first exception thrown by the periodic task ("
        + culprit
        + ") "
        + (isTimer
            ? "terminates the timer's thread and all its tasks"
            : "silently cancels all further runs")
        + "; catch it in the task";
  }

  private static boolean calledDirectly(ClassIndex index, Body body) {
    return !index.callersOf(body).isEmpty();
  }
}
