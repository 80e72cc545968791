package dev.loosethread.audit.launches;

import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.launches.LaunchFinder.Launch;
import dev.loosethread.audit.launches.OwnerAnswers.Owner;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Question;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.StartMethods;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers the audit's questions about a launch, as far as the facts tell without any finding. */
final class LaunchAnswers {
  /** What a start method must not do twice; to hand a task to a pool is too common to say so. */
  static final Set<Kind> STARTED =
      EnumSet.of(Kind.THREAD, Kind.VIRTUAL_THREAD, Kind.PERIODIC_TASK, Kind.THREAD_OWNER);

  private Map<Integer, Body> starts;
  private final ClassIndex index;
  private final OwnerAnswers owners;
  private final StartMethods startMethods;

  LaunchAnswers(ClassIndex index, OwnerAnswers owners) {
    this.index = index;
    this.owners = owners;
    this.startMethods = index.get(StartMethods.KEY);
  }

  /** The answers that make sense for the launch's kind; none for what is only listed. */
  Map<Question, Answer> of(Launch launch, TaskAnswers task) {
    Map<Question, Answer> answers = new EnumMap<>(Question.class);
    switch (launch.kind()) {
      case PARALLEL_STREAM, SHUTDOWN_HOOK, JVM_SERVICE, FINDING, FRAMEWORK_METHOD -> {
        return answers;
      }
      case THREAD_OWNER -> {
        answers.put(Question.TRACKED, trackedOwner(launch));
        answers.put(Question.OWNED, owners.created(launch.at()).owned());
      }
      case THREAD, VIRTUAL_THREAD -> threadAnswers(launch, task, answers);
      case SUPERVISED_TASK -> supervisedAnswers(launch, task, answers);
      default -> taskAnswers(launch, task, answers);
    }
    guarded(launch).ifPresent(answer -> answers.put(Question.GUARDED, answer));
    return answers;
  }

  private Answer trackedOwner(Launch launch) {
    return owners.isKept(launch.at())
        ? Answer.yes("its handle is kept")
        : Answer.no("nothing keeps it", "keep it in a field, and end it where its object ends");
  }

  private void threadAnswers(Launch launch, TaskAnswers task, Map<Question, Answer> answers) {
    List<At<Event.Call>> creations = launch.creations();
    boolean isSelf = launch.at().event().receiver() instanceof Value.This;
    Answer tracked = Answer.no("nobody keeps or awaits it", "keep it, and join it with a limit");
    Answer owned =
        isSelf
            ? Answer.unknown("it starts itself", "see that its maker ends it")
            : Answer.unknown("where it is made is not seen here", "see that its maker ends it");
    if (creations.isEmpty() || isSelf) {
      tracked = Answer.yes("its maker has its handle");
    }
    for (At<Event.Call> creation : creations) {
      Owner owner = owners.created(creation);
      owned = owner.owned();
      if (owners.isThreadKept(creation)) {
        tracked = Answer.yes(owner.isAwaited() ? "it is waited for" : "its handle is kept");
      }
      if (owner.isAwaited() && owned.holds() == Holds.NO && !task.loops()) {
        owned = Answer.yes("who starts it waits for its end");
      }
    }
    if (task.signalsItsEnd()) {
      tracked = Answer.yes("it says when it is done");
    }
    Optional<Body> changer = task.flagChangedBy();
    if (owned.holds() != Holds.YES && changer.isPresent()) {
      owned = Answer.yes(Messages.name(changer.get()) + " changes what its loop looks at");
    }
    Optional<Body> closer = task.resourceEndedBy();
    if (owned.holds() != Holds.YES && closer.isPresent()) {
      owned = Answer.yes(Messages.name(closer.get()) + " ends what it waits for");
    }
    answers.put(Question.TRACKED, tracked);
    answers.put(
        Question.RECOVERS,
        creations.stream().anyMatch(owners::hasExceptionHandler)
            ? Answer.yes("its uncaught exception handler is told")
            : recoversAsThread(task));
    answers.put(Question.CANCELLABLE, task.cancellable());
    answers.put(Question.OWNED, owned);
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
  }

  private static Answer recoversAsThread(TaskAnswers task) {
    Optional<String> culprit = task.culprit();
    if (culprit.isPresent() && task.loops()) {
      return Answer.no(
          "the first exception (" + culprit.get() + ") ends its loop for good",
          "catch and log it inside the loop");
    }
    if (task.isUnseen()) {
      return Answer.unknown("its code is not seen here", "see that it catches what it may throw");
    }
    return Answer.yes(
        culprit.isPresent()
            ? "an exception goes to the uncaught exception handler"
            : "nothing it does is known to throw");
  }

  private void supervisedAnswers(Launch launch, TaskAnswers task, Map<Question, Answer> answers) {
    Owner owner = owners.ofExecutor(launch.at(), launch.at().event().receiver());
    answers.put(Question.TRACKED, Answer.yes("its owner waits for it"));
    answers.put(Question.RECOVERS, Answer.yes("its owner hears of what it throws"));
    answers.put(Question.CANCELLABLE, task.cancellable());
    answers.put(Question.OWNED, owner.owned());
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
  }

  private void taskAnswers(Launch launch, TaskAnswers task, Map<Question, Answer> answers) {
    At<Event.Call> at = launch.at();
    Owner owner = owners.ofExecutor(at, launch.executor());
    boolean isKept =
        (isHandle(at.event()) && owners.isKept(at))
            || (isOfTimer(launch) && owners.isStoredOrReturned(launch.task()));
    boolean isEnded = isHandle(at.event()) && owners.isEnded(at);
    Answer cancellable = task.cancellable();
    if (launch.kind() == Kind.FORK_JOIN && launch.executor() == Value.UNKNOWN) {
      owner = new Owner(Answer.yes("it runs in its task's own pool"), true, true);
    }
    Answer owned = owner.owned();
    if (owned.holds() != Holds.YES && isEnded) {
      owned = Answer.yes("its handle is cancelled");
    }
    if (owner.isCommonPool() && cancellable.holds() == Holds.NO) {
      owned = Answer.no("nothing ends the common pool", "run it in an executor of its own");
    }
    answers.put(Question.TRACKED, trackedTask(launch, task, owner, isKept));
    answers.put(Question.RECOVERS, recovers(launch, task, isKept));
    answers.put(Question.CANCELLABLE, cancellable);
    answers.put(Question.OWNED, owned);
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
  }

  /** A TimerTask is its own handle: it has a method to cancel it. */
  private boolean isOfTimer(Launch launch) {
    return index
        .facts()
        .hierarchy()
        .isSubtype(launch.at().event().method().owner(), "java.util.Timer");
  }

  private static boolean isHandle(Event.Call call) {
    return !call.resultType().equals("void") && !call.resultType().isEmpty();
  }

  private static Answer trackedTask(Launch launch, TaskAnswers task, Owner owner, boolean isKept) {
    if (isKept) {
      return Answer.yes("its handle is kept");
    }
    if (owner.isAwaited()) {
      return Answer.yes("the end of its executor is waited for");
    }
    if (task.signalsItsEnd()) {
      return Answer.yes("it says when it is done");
    }
    boolean repeats = launch.kind() == Kind.PERIODIC_TASK || launch.kind() == Kind.TIMER_TASK;
    if (repeats && owner.owned().holds() == Holds.YES) {
      return Answer.yes("it ends with its executor");
    }
    return Answer.no(
        "nobody holds its handle or waits for it",
        "keep the future, or await the end of the executor where the object ends");
  }

  private static Answer recovers(Launch launch, TaskAnswers task, boolean isKept) {
    Optional<String> culprit = task.culprit();
    boolean isPeriodic = launch.kind() == Kind.PERIODIC_TASK;
    if (isPeriodic || launch.kind() == Kind.TIMER_TASK) {
      if (culprit.isPresent()) {
        return Answer.no(
            "the first exception ("
                + culprit.get()
                + (isPeriodic ? ") ends all further runs" : ") ends the timer's thread"),
            "catch and log it in the task");
      }
    } else if (isKept) {
      return Answer.yes("who asks its handle gets the exception");
    } else if (culprit.isPresent() && isHandle(launch.at().event())) {
      return Answer.no(
          "an exception (" + culprit.get() + ") stays in a future that nobody asks",
          "catch and log it in the task, or ask the future");
    } else if (culprit.isPresent()) {
      return recoversAsThread(task);
    }
    return task.isUnseen()
        ? Answer.unknown("its code is not seen here", "see that it catches what it may throw")
        : Answer.yes("nothing it does is known to throw");
  }

  /** Whether the start method that launches it does nothing the second time. */
  private Optional<Answer> guarded(Launch launch) {
    if (!STARTED.contains(launch.kind())) {
      return Optional.empty();
    }
    return Optional.ofNullable(starts().get(launch.at().body().id()))
        .map(start -> Answer.yes("no second thread for a second " + Messages.name(start)));
  }

  /** The first start method that reaches each body, by the body's id. */
  private Map<Integer, Body> starts() {
    if (starts == null) {
      starts = new HashMap<>();
      for (Body start : startMethods.all()) {
        index.reach(start).stream().forEach(id -> starts.putIfAbsent(id, start));
      }
    }
    return starts;
  }

  /** Of a method that a container runs. */
  Map<Question, Answer> ofFrameworkMethod(TaskAnswers task) {
    Map<Question, Answer> answers = new EnumMap<>(Question.class);
    answers.put(Question.TRACKED, Answer.yes("the container keeps it"));
    answers.put(Question.RECOVERS, Answer.yes("the container logs what it throws"));
    answers.put(Question.CANCELLABLE, task.cancellable());
    answers.put(Question.OWNED, Answer.yes("the container ends its threads"));
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
    return answers;
  }
}
