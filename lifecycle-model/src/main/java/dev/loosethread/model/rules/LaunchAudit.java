package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.FactsIndex.At;
import dev.loosethread.model.rules.LaunchFinder.Launch;
import dev.loosethread.model.rules.LaunchOwners.Owner;
import dev.loosethread.model.rules.LaunchSite.Answer;
import dev.loosethread.model.rules.LaunchSite.Holds;
import dev.loosethread.model.rules.LaunchSite.Kind;
import dev.loosethread.model.rules.LaunchSite.Question;
import dev.loosethread.model.rules.LaunchSite.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The inventory of a class: every place that launches something on another thread, with the
 * questions of an audit answered from the facts and the rules' findings.
 */
public final class LaunchAudit {
  private static final Map<Pattern, Question> ABOUT = new EnumMap<>(Pattern.class);

  static {
    ABOUT.put(Pattern.UNINTERRUPTIBLE_LOOP, Question.CANCELLABLE);
    ABOUT.put(Pattern.INTERRUPT_SWALLOWED_IN_LOOP, Question.CANCELLABLE);
    ABOUT.put(Pattern.NON_VOLATILE_STOP_FLAG, Question.CANCELLABLE);
    ABOUT.put(Pattern.STOP_FLAG_NEVER_CLEARED, Question.CANCELLABLE);
    ABOUT.put(Pattern.TASK_NOT_CANCELLED_ON_TIMEOUT, Question.CANCELLABLE);
    ABOUT.put(Pattern.CALLBACK_AFTER_STOP, Question.CANCELLABLE);
    ABOUT.put(Pattern.PERIODIC_TASK_MAY_THROW, Question.RECOVERS);
    ABOUT.put(Pattern.WORKER_LOOP_MAY_DIE, Question.RECOVERS);
    ABOUT.put(Pattern.COUNT_DOWN_NOT_IN_FINALLY, Question.RECOVERS);
    ABOUT.put(Pattern.UNGUARDED_START, Question.GUARDED);
    ABOUT.put(Pattern.NON_ATOMIC_START_GUARD, Question.GUARDED);
    ABOUT.put(Pattern.START_GUARD_NOT_RESET, Question.GUARDED);
    ABOUT.put(Pattern.UNBOUNDED_WAIT_IN_STOP, Question.BOUNDED);
    ABOUT.put(Pattern.SHUTDOWN_WITHOUT_AWAIT, Question.TRACKED);
  }

  /** What a start method must not do twice; to hand a task to a pool is too common to say so. */
  private static final Set<Kind> STARTED =
      EnumSet.of(Kind.THREAD, Kind.VIRTUAL_THREAD, Kind.PERIODIC_TASK, Kind.THREAD_OWNER);

  private final FactsIndex index;
  private final List<Finding> findings;
  private final LaunchOwners owners;
  private final StartGuards guards;
  private final Map<Site, Body> places = new HashMap<>();
  private final Set<Finding> attached = new HashSet<>();

  private LaunchAudit(FactsIndex index, List<Finding> findings) {
    this.index = index;
    this.findings = findings;
    this.owners = new LaunchOwners(index);
    this.guards = new StartGuards(index, index.catalogue());
  }

  /**
   * All launches of a class, in the order of its code, and behind them the findings that are about
   * none of them.
   *
   * @param findings those of the class that are not suppressed
   */
  public static List<LaunchSite> of(FactsIndex index, List<Finding> findings) {
    return new LaunchAudit(index, findings).launches();
  }

  private List<LaunchSite> launches() {
    List<Launch> launches = new LaunchFinder(index).find();
    if (!findings.isEmpty()) {
      notePlaces();
    }
    List<LaunchSite> sites = new ArrayList<>();
    for (Launch launch : launches) {
      sites.add(judge(launch));
    }
    for (Body method : new LaunchFinder(index).frameworkMethods()) {
      sites.add(judgeFrameworkMethod(method));
    }
    for (Finding finding : findings) {
      if (!attached.contains(finding)) {
        sites.add(alone(finding));
      }
    }
    return sites;
  }

  /** Which code each site stands in, so that findings can be told apart by it. */
  private void notePlaces() {
    for (Body body : index.facts().bodies()) {
      places.putIfAbsent(body.site(), body);
      body.flow().loops().forEach(loop -> places.putIfAbsent(loop.site(), body));
      for (Node node : body.flow().nodes()) {
        Site site = site(node.event());
        if (site != null) {
          places.putIfAbsent(site, body);
        }
      }
    }
  }

  private static Site site(Event event) {
    if (event instanceof Event.Call e) {
      return e.site();
    }
    if (event instanceof Event.Assign e) {
      return e.site();
    }
    if (event instanceof Event.Branch e) {
      return e.site();
    }
    if (event instanceof Event.Catch e) {
      return e.site();
    }
    return event instanceof Event.Throw e ? e.site() : null;
  }

  private LaunchSite judge(Launch launch) {
    TaskParts parts = parts(launch);
    TaskAnswers task = new TaskAnswers(parts);
    List<Finding> about = about(launch, task);
    attached.addAll(about);
    Map<Question, Answer> answers = answers(launch, task);
    return site(
        launch.kind(),
        launch.at().event().site(),
        launch.at().body(),
        call(launch.at().event()),
        runs(launch, parts),
        answers,
        about);
  }

  private TaskParts parts(Launch launch) {
    if (launch.task() != null) {
      return TaskParts.of(index, launch.task());
    }
    return switch (launch.kind()) {
      case THREAD, VIRTUAL_THREAD ->
          TaskParts.ofThread(index, launch.at().event().receiver(), launch.creations());
      default -> TaskParts.of(index, Value.NULL);
    };
  }

  private String runs(Launch launch, TaskParts parts) {
    return switch (launch.kind()) {
      case THREAD_OWNER ->
          "the threads of "
              + TaskParts.simple(
                  launch.at().event().isNew()
                      ? launch.at().event().method().owner()
                      : launch.at().event().resultType());
      case PARALLEL_STREAM -> "the stages of a stream";
      case SHUTDOWN_HOOK -> "a hook, when the JVM ends";
      case JVM_SERVICE -> "a thread of the JDK's own";
      default -> parts.name();
    };
  }

  private static LaunchSite site(
      Kind kind,
      Site site,
      Body member,
      String call,
      String runs,
      Map<Question, Answer> answers,
      List<Finding> findings) {
    for (Finding finding : findings) {
      Question about = ABOUT.getOrDefault(finding.pattern(), Question.OWNED);
      answers.put(about, Answer.no(finding.message(), ""));
    }
    return new LaunchSite(
        kind, site, member, call, runs, answers, verdict(kind, answers, findings), findings);
  }

  private static Verdict verdict(Kind kind, Map<Question, Answer> answers, List<Finding> findings) {
    boolean isFound = findings.stream().anyMatch(f -> !f.pattern().isPreview());
    if (isFound || (isNo(answers, Question.CANCELLABLE) && isNo(answers, Question.OWNED))) {
      return Verdict.RED;
    }
    if (answers.isEmpty() && kind != Kind.FINDING) {
      return Verdict.LISTED;
    }
    return findings.isEmpty()
            && answers.entrySet().stream()
                .filter(e -> e.getKey() != Question.BOUNDED)
                .allMatch(e -> e.getValue().holds() == Holds.YES)
        ? Verdict.GREEN
        : Verdict.YELLOW;
  }

  private static boolean isNo(Map<Question, Answer> answers, Question question) {
    return answers.containsKey(question) && answers.get(question).holds() == Holds.NO;
  }

  private Map<Question, Answer> answers(Launch launch, TaskAnswers task) {
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
      if (owners.isKept(creation) && isHeld(creation)) {
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
      owned = Answer.yes(Wording.name(changer.get()) + " changes what its loop looks at");
    }
    Optional<Body> closer = task.resourceEndedBy();
    if (owned.holds() != Holds.YES && closer.isPresent()) {
      owned = Answer.yes(Wording.name(closer.get()) + " ends what it waits for");
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

  /** Whether more than the call of start() is done with the thread. */
  private boolean isHeld(At<Event.Call> creation) {
    Aliases aliases = Aliases.ofResult(index, index.catalogue(), creation.event().id());
    return aliases.isStored()
        || aliases.isReturned()
        || new Uses(index, index.catalogue(), aliases).escapes()
        || aliases.isCalled(Set.of("join", "interrupt"));
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
    for (Body body : index.facts().bodies()) {
      if (guards.isStart(body) && index.reach(body).get(launch.at().body().id())) {
        return Optional.of(Answer.yes("no second thread for a second " + Wording.name(body)));
      }
    }
    return Optional.empty();
  }

  private LaunchSite judgeFrameworkMethod(Body method) {
    TaskAnswers task = new TaskAnswers(TaskParts.of(index, method));
    List<Finding> about = within(task);
    attached.addAll(about);
    Map<Question, Answer> answers = new EnumMap<>(Question.class);
    answers.put(Question.TRACKED, Answer.yes("the container keeps it"));
    answers.put(Question.RECOVERS, Answer.yes("the container logs what it throws"));
    answers.put(Question.CANCELLABLE, task.cancellable());
    answers.put(Question.OWNED, Answer.yes("the container ends its threads"));
    task.bounded().ifPresent(answer -> answers.put(Question.BOUNDED, answer));
    String annotation =
        method.annotations().stream()
            .filter(index.catalogue()::isTaskAnnotation)
            .sorted()
            .findFirst()
            .orElseThrow();
    return site(
        Kind.FRAMEWORK_METHOD,
        method.site(),
        method,
        "@" + TaskParts.simple(annotation),
        Wording.name(method),
        answers,
        about);
  }

  private LaunchSite alone(Finding finding) {
    return site(
        Kind.FINDING,
        finding.site(),
        places.get(finding.site()),
        finding.pattern().patternName(),
        "",
        new LinkedHashMap<>(),
        List.of(finding));
  }

  private List<Finding> within(TaskAnswers task) {
    Set<Body> bodies = new HashSet<>(task.bodiesIn(index));
    return findings.stream().filter(f -> bodies.contains(places.get(f.site()))).toList();
  }

  /** The findings that are about this launch. */
  private List<Finding> about(Launch launch, TaskAnswers task) {
    if (findings.isEmpty()) {
      return List.of();
    }
    Set<Finding> about = new LinkedHashSet<>();
    Event.Call call = launch.at().event();
    Set<Site> sites = new HashSet<>();
    sites.add(call.site());
    launch.creations().forEach(c -> sites.add(c.event().site()));
    Set<FieldFacts> keepers = keepers(launch);
    for (Finding finding : findings) {
      Body place = places.get(finding.site());
      boolean isOfStart = ABOUT.get(finding.pattern()) == Question.GUARDED;
      if (sites.contains(finding.site())
          || keepers.stream().anyMatch(f -> f.site().equals(finding.site()))
          || looksAt(task, finding)
          || (isOfStart
              && place != null
              && STARTED.contains(launch.kind())
              && index.reach(place).get(launch.at().body().id()))) {
        about.add(finding);
      }
    }
    if (launch.kind() != Kind.THREAD_OWNER) {
      Set<Body> bodies = new HashSet<>(task.bodiesIn(index));
      findings.stream()
          .filter(f -> isAboutCode(f) && bodies.contains(places.get(f.site())))
          .forEach(about::add);
    }
    return List.copyOf(about);
  }

  /** Whether the finding is about a field that a loop of the task looks at. */
  private boolean looksAt(TaskAnswers task, Finding finding) {
    return isAboutCode(finding)
        && index.facts().fields().stream()
            .anyMatch(f -> f.site().equals(finding.site()) && task.looksAt(f.key()));
  }

  /** Whether a finding is about the code that runs, not about another launch in it. */
  private static boolean isAboutCode(Finding finding) {
    Question question = ABOUT.get(finding.pattern());
    return question == Question.CANCELLABLE || question == Question.RECOVERS;
  }

  /** The fields that keep what was launched. */
  private Set<FieldFacts> keepers(Launch launch) {
    Set<FieldFacts> keepers = new HashSet<>();
    List<At<Event.Call>> made = new ArrayList<>(launch.creations());
    made.add(launch.at());
    for (At<Event.Call> at : made) {
      if (at.event().isDiscarded()) {
        continue;
      }
      Aliases aliases = Aliases.ofResult(index, index.catalogue(), at.event().id());
      for (FieldFacts field : index.facts().fields()) {
        if (index.assignsTo(field.key()).stream()
            .anyMatch(a -> aliases.contains(a.event().value()))) {
          keepers.add(field);
        }
      }
    }
    return keepers;
  }

  private static String call(Event.Call call) {
    String name = call.method().name();
    if (call.isSuper() && call.method().isConstructor()) {
      return "super()";
    }
    if (call.isNew()) {
      return "new " + TaskParts.simple(call.method().owner()) + "()";
    }
    String receiver =
        call.receiver()
            .typeName()
            .map(TaskParts::simple)
            .filter(type -> !type.isEmpty())
            .orElse(TaskParts.simple(call.method().owner()));
    if (call.receiver() instanceof Value.Field field) {
      receiver = field.key().name();
    } else if (call.receiver() instanceof Value.Local local) {
      receiver = local.name();
    } else if (call.receiver() instanceof Value.This) {
      return name + "()";
    }
    return receiver + "." + name + "()";
  }
}
