package dev.loosethread.audit.launches;

import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.launches.LaunchFinder.Launch;
import dev.loosethread.audit.launches.OwnerEvidence.Ownership;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Question;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.StartCallers;
import dev.loosethread.model.starts.UnguardedStarts;
import dev.loosethread.model.tasks.TaskCode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the audit's questions about a launch, as far as the facts tell without any finding. */
final class LaunchAnswers {
  /**
   * Launches that a start method must not repeat. Tasks for a pool are too common to be among them.
   */
  static final Set<Kind> STARTED =
      EnumSet.of(Kind.THREAD, Kind.VIRTUAL_THREAD, Kind.PERIODIC_TASK, Kind.THREAD_OWNER);

  private static final Answer OF_THE_PROGRAM =
      Answer.elsewhere("it belongs to a program and ends with its process");

  private @Nullable Map<Integer, Body> starts;
  private final ClassIndex index;
  private final OwnerEvidence owners;
  private final StartMethods startMethods;
  private final ConstructionFailure failure;

  LaunchAnswers(ClassIndex index, OwnerEvidence owners) {
    this.index = index;
    this.owners = owners;
    this.startMethods = index.get(StartMethods.KEY);
    this.failure = new ConstructionFailure(index);
  }

  /** The answers that make sense for the launch's kind; none for what is only listed. */
  Map<Question, Answer> of(Launch launch, TaskEvidence task) {
    Map<Question, Answer> answers = new EnumMap<>(Question.class);
    switch (launch.kind()) {
      case PARALLEL_STREAM, SHUTDOWN_HOOK, JVM_SERVICE, FINDING, FRAMEWORK_METHOD -> {
        return answers;
      }
      case THREAD_OWNER -> {
        Answer owned = owners.created(launch.at()).owned();
        boolean isOfProgram = isLeftToTheProgram(launch, owned);
        answers.put(Question.TRACKED, isOfProgram ? OF_THE_PROGRAM : trackedOwner(launch));
        answers.put(Question.OWNED, isOfProgram ? OF_THE_PROGRAM : owned);
      }
      case THREAD, VIRTUAL_THREAD -> threadAnswers(launch, task, answers);
      case SUPERVISED_TASK -> supervisedAnswers(launch, task, answers);
      default -> taskAnswers(launch, task, answers);
    }
    if (isYes(answers, Question.OWNED)) {
      failure
          .after(launch.at())
          .ifPresent(
              why ->
                  answers.put(
                      Question.OWNED,
                      Answer.unknown(
                          "the constructor may fail after it at "
                              + why
                              + ", and then nothing ends it",
                          "do it last, or undo it if the rest fails")));
    }
    guarded(launch).ifPresent(answer -> answers.put(Question.GUARDED, answer));
    return answers;
  }

  private static boolean isYes(Map<Question, Answer> answers, Question question) {
    return answers.containsKey(question) && answers.get(question).holds() == Holds.YES;
  }

  private Answer trackedOwner(Launch launch) {
    return owners.isKept(launch.at())
        ? Answer.yes("its handle is kept")
        : Answer.no(
            "no reference to it is kept",
            "keep it in a field and release it when its" + " object is closed");
  }

  private void threadAnswers(Launch launch, TaskEvidence task, Map<Question, Answer> answers) {
    List<At<Event.Call>> creations = launch.creations();
    boolean isSelf = launch.at().event().receiver() instanceof Value.This;
    Answer tracked =
        Answer.no(
            "no reference to it is kept and nothing waits for it",
            "keep it in a field and join it with a timeout");
    Answer owned =
        isSelf
            ? Answer.elsewhere("it starts itself, so its creator stops it")
            : Answer.elsewhere("its creation is not visible here");
    if (creations.isEmpty() || isSelf) {
      tracked = Answer.yes("its creator has a reference to it");
    }
    for (At<Event.Call> creation : creations) {
      Ownership owner = owners.created(creation);
      owned = owner.owned();
      if (owners.isThreadKept(creation)) {
        tracked = Answer.yes(owner.isAwaited() ? "something waits for it" : "its handle is kept");
      }
      if (owner.isAwaited()
          && owned.holds() == Holds.NO
          && !task.runsUntilStopped()
          && owners.isAlwaysAwaited(launch.at(), creation)) {
        owned = Answer.yes("its starter waits for it to finish");
      }
    }
    if (task.signalsItsEnd()) {
      tracked = Answer.yes("it signals its completion");
    }
    Optional<Body> changer = task.flagChangedBy(new TaskCode.Part(index, launch.at().body()));
    if (owned.holds() != Holds.YES && changer.isPresent()) {
      String change = Messages.name(changer.get()) + " changes the condition of its loop";
      owned =
          task.waitThatOutlives(changer.get())
              .map(
                  wait ->
                      Answer.unknown(
                          change + ", but " + wait + " goes on",
                          "interrupt the thread there too, or close what it waits for"))
              .orElseGet(() -> Answer.yes(change));
    }
    Optional<Body> closer = task.resourceEndedBy();
    if (owned.holds() != Holds.YES && closer.isPresent()) {
      owned = Answer.yes(Messages.name(closer.get()) + " closes what it waits for");
    }
    Answer cancellable = task.cancellable();
    if (owned.holds() != Holds.YES && cancellable.holds() != Holds.NO) {
      owned =
          creations.stream()
              .flatMap(creation -> creation.event().arguments().stream())
              .flatMap(argument -> owners.enderOfTask(argument).stream())
              .findFirst()
              .map(ender -> Answer.yes(Messages.name(ender) + " ends its task"))
              .orElse(owned);
    }
    if (cancellable.holds() != Holds.NO && isLeftToTheProgram(launch, owned)) {
      owned = OF_THE_PROGRAM;
    }
    if (!owned.isSettled() && !task.mayRunUntilStopped() && task.bounded().isEmpty()) {
      // What it calls may block: that it ends is no promise.
      owned = ends(cancellable, owned);
    }
    if (tracked.holds() == Holds.NO && owned.isSettled() && cancellable.isSettled()) {
      tracked = new Answer(owned.holds(), owned.reason(), "");
    }
    answers.put(Question.TRACKED, tracked);
    answers.put(
        Question.RECOVERS,
        creations.stream().anyMatch(owners::hasExceptionHandler)
            ? Answer.yes("its uncaught exception handler receives the exception")
            : recoversAsThread(task));
    answers.put(Question.CANCELLABLE, cancellable);
    answers.put(Question.OWNED, owned);
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
  }

  private boolean isLeftToTheProgram(Launch launch, Answer owned) {
    return !owned.isSettled() && owners.isOfProgram(launch.at().body());
  }

  private static Answer ends(Answer cancellable, Answer owned) {
    if (cancellable.holds() == Holds.ELSEWHERE) {
      return cancellable;
    }
    return cancellable.isYes()
        ? Answer.elsewhere("it ends by itself if what it calls returns")
        : owned;
  }

  private static Answer recoversAsThread(TaskEvidence task) {
    Optional<String> culprit = task.culprit();
    if (culprit.isPresent() && task.runsUntilStopped()) {
      return Answer.no(
          "the first exception (" + culprit.get() + ") ends its loop permanently",
          "catch and log it inside the loop");
    }
    if (task.isUnseen()) {
      return Answer.elsewhere(TaskEvidence.UNSEEN);
    }
    return Answer.yes(
        culprit.isPresent()
            ? "the uncaught exception handler receives its exceptions"
            : "nothing in it is known to throw");
  }

  private void supervisedAnswers(Launch launch, TaskEvidence task, Map<Question, Answer> answers) {
    Ownership owner = owners.ofExecutor(launch.at(), launch.at().event().receiver());
    answers.put(Question.TRACKED, Answer.yes("its owner waits for it"));
    answers.put(Question.RECOVERS, Answer.yes("its owner receives its exceptions"));
    answers.put(Question.CANCELLABLE, task.cancellable());
    answers.put(Question.OWNED, owner.owned());
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
  }

  private void taskAnswers(Launch launch, TaskEvidence task, Map<Question, Answer> answers) {
    At<Event.Call> at = launch.at();
    Ownership owner = owners.ofExecutor(at, launch.executor());
    boolean isKept =
        (isHandle(at.event()) && owners.isKept(at))
            || (isOfTimer(launch) && owners.isStoredOrReturned(launch.task()));
    boolean isEnded = isHandle(at.event()) && owners.isEnded(at);
    Answer cancellable = task.cancellable();
    if (launch.kind() == Kind.FORK_JOIN && launch.executor() == Value.UNKNOWN) {
      owner = new Ownership(Answer.yes("it runs in the pool of its task"), true, true);
    }
    Answer owned = owner.owned();
    if (owned.holds() != Holds.YES && isEnded) {
      owned = Answer.yes("its handle is cancelled");
    }
    if (owner.isCommonPool() && cancellable.holds() == Holds.NO) {
      owned = Answer.no("nothing shuts down the common pool", "run it in a dedicated executor");
    }
    if (!owned.isSettled() && cancellable.holds() != Holds.NO && !isLeftRunning(owned, task)) {
      // What is to be done about its owner is said where the owner is created.
      owned = Answer.elsewhere(owned.reason());
    }
    Answer tracked = trackedTask(launch, task, owner, isKept);
    if (!tracked.isYes() && owned.isSettled() && cancellable.isSettled()) {
      tracked = new Answer(owned.holds(), "its executor keeps it until it ends", "");
    }
    answers.put(Question.TRACKED, tracked);
    answers.put(Question.RECOVERS, recovers(launch, task, isKept));
    answers.put(Question.CANCELLABLE, cancellable);
    answers.put(Question.OWNED, owned);
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
  }

  /** Returns whether nothing ends its executor, and it would need that. */
  private static boolean isLeftRunning(Answer owned, TaskEvidence task) {
    return owned.holds() == Holds.NO && task.runsUntilStopped();
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

  private static Answer trackedTask(
      Launch launch, TaskEvidence task, Ownership owner, boolean isKept) {
    if (isKept) {
      return Answer.yes("its handle is kept");
    }
    if (owner.isAwaited()) {
      return Answer.yes("something waits for its executor to terminate");
    }
    if (task.signalsItsEnd()) {
      return Answer.yes("it signals its completion");
    }
    boolean repeats = launch.kind() == Kind.PERIODIC_TASK || launch.kind() == Kind.TIMER_TASK;
    if (repeats && owner.owned().holds() == Holds.YES) {
      return Answer.yes("it ends with its executor");
    }
    return Answer.no(
        "no handle is kept and nothing waits for it",
        "keep the future, or await termination of the executor when the object is closed");
  }

  private static Answer recovers(Launch launch, TaskEvidence task, boolean isKept) {
    Optional<String> culprit = task.culprit();
    boolean isPeriodic = launch.kind() == Kind.PERIODIC_TASK;
    if (isPeriodic || launch.kind() == Kind.TIMER_TASK) {
      if (culprit.isPresent()) {
        return Answer.no(
            "the first exception ("
                + culprit.get()
                + (isPeriodic ? ") cancels all further runs" : ") terminates the timer's thread"),
            "catch and log it in the task");
      }
    } else if (isKept) {
      return Answer.yes("its handle reports the exception");
    } else if (culprit.isPresent() && isHandle(launch.at().event())) {
      return lost(culprit.get(), task);
    } else if (culprit.isPresent()) {
      return recoversAsThread(task);
    }
    return task.isUnseen()
        ? Answer.elsewhere(TaskEvidence.UNSEEN)
        : Answer.yes("nothing in it is known to throw");
  }

  /** Nearly every call may throw: only what is sure to be lost is worth a change. */
  private static Answer lost(String culprit, TaskEvidence task) {
    String end = ") is lost in a future that nobody reads";
    return task.certainCulprit()
        .map(
            certain ->
                Answer.no(
                    "an exception (" + certain + end,
                    "catch and log it in the task, or call get() on the future"))
        .orElseGet(() -> Answer.elsewhere("an exception (" + culprit + end));
  }

  /** Returns whether the start method that launches it does nothing the second time. */
  private Optional<Answer> guarded(Launch launch) {
    if (!STARTED.contains(launch.kind())) {
      return Optional.empty();
    }
    return Optional.ofNullable(starts().get(launch.at().body().id())).map(this::guarded);
  }

  private Answer guarded(Body start) {
    if (index.get(UnguardedStarts.KEY).launchOf(start).isEmpty()) {
      return Answer.yes("a second " + Messages.name(start) + " starts no second thread");
    }
    return index.get(StartCallers.KEY).startOnce(start)
        ? Answer.yes("its callers call " + Messages.name(start) + " once")
        : Answer.unknown(
            "a second " + Messages.name(start) + " starts a second thread",
            "check that its callers call it once");
  }

  /** The first start method that reaches each body, by the body's id. */
  private Map<Integer, Body> starts() {
    if (starts == null) {
      Map<Integer, Body> found = new HashMap<>();
      starts = found;
      for (Body start : startMethods.all()) {
        index.reach(start).stream().forEach(id -> found.putIfAbsent(id, start));
      }
    }
    return starts;
  }

  /** Returns the answers for a method that a container runs. */
  Map<Question, Answer> ofFrameworkMethod(TaskEvidence task) {
    Map<Question, Answer> answers = new EnumMap<>(Question.class);
    answers.put(Question.TRACKED, Answer.yes("the container keeps a reference to it"));
    answers.put(Question.RECOVERS, Answer.yes("the container logs its exceptions"));
    answers.put(Question.CANCELLABLE, task.cancellable());
    answers.put(Question.OWNED, Answer.yes("the container stops its threads"));
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
    return answers;
  }
}
