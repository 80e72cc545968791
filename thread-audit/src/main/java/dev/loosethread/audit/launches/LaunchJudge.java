package dev.loosethread.audit.launches;

import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.audit.launches.LaunchFinder.Launch;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Question;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inventory of a class: every place that launches something on another thread, with the
 * questions of an audit answered from the facts and the rules' findings.
 */
public final class LaunchJudge {
  private final ClassIndex index;
  private final List<Finding> findings;
  private final LaunchFinder finder;
  private final OwnerEvidence owners;
  private final LaunchAnswers answers;
  private final Map<Site, Body> places;
  private final PlacedFindings placed;
  private final Set<Finding> attached = new HashSet<>();

  private LaunchJudge(ClassIndex index, List<Finding> findings) {
    this.index = index;
    this.findings = findings;
    this.finder = new LaunchFinder(index);
    this.owners = new OwnerEvidence(index);
    this.answers = new LaunchAnswers(index, owners);
    this.places = findings.isEmpty() ? Map.of() : places(index);
    this.placed = new PlacedFindings(index, findings, places);
  }

  /**
   * All launches of a class, in the order of its code, and behind them the findings that are about
   * none of them.
   *
   * @param findings those of the class that are not suppressed
   */
  public static List<JudgedLaunch> of(ClassIndex index, List<Finding> findings) {
    return new LaunchJudge(index, findings).launches();
  }

  private List<JudgedLaunch> launches() {
    List<JudgedLaunch> launches = new ArrayList<>();
    for (Launch launch : finder.find()) {
      launches.add(judge(launch));
    }
    for (Body method : finder.frameworkMethods()) {
      launches.add(judgeFrameworkMethod(method));
    }
    for (Finding finding : findings) {
      if (!attached.contains(finding)) {
        launches.add(alone(finding));
      }
    }
    return launches;
  }

  /** Returns the body that contains each site. */
  private static Map<Site, Body> places(ClassIndex index) {
    Map<Site, Body> places = new HashMap<>();
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
    return places;
  }

  private static @Nullable Site site(@Nullable Event event) {
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

  private JudgedLaunch judge(Launch launch) {
    TaskCode code = codeOf(launch);
    TaskEvidence task = new TaskEvidence(code);
    List<Finding> about = about(launch, code, task);
    attached.addAll(about);
    return judged(
        launch.kind(),
        launch.at().event().site(),
        launch.at().body(),
        call(launch.at().event()),
        runs(launch, code),
        answers.of(launch, task),
        about);
  }

  private TaskCode codeOf(Launch launch) {
    if (launch.task() != null) {
      return TaskCode.of(index, launch.task());
    }
    return switch (launch.kind()) {
      case THREAD, VIRTUAL_THREAD ->
          TaskCode.ofThread(index, launch.at().event().receiver(), launch.creations());
      default -> TaskCode.of(index, Value.NULL);
    };
  }

  private String runs(Launch launch, TaskCode code) {
    return switch (launch.kind()) {
      case THREAD_OWNER ->
          "the threads of "
              + TaskCode.simpleName(
                  launch.at().event().isNew()
                      ? launch.at().event().method().owner()
                      : launch.at().event().resultType());
      case PARALLEL_STREAM -> "the stages of a stream";
      case SHUTDOWN_HOOK -> "a hook at JVM shutdown";
      case JVM_SERVICE -> "a JDK thread";
      default -> code.name();
    };
  }

  private static JudgedLaunch judged(
      Kind kind,
      Site site,
      @Nullable Body member,
      String call,
      String runs,
      Map<Question, Answer> answers,
      List<Finding> findings) {
    Map<Question, Answer> overruled = overruled(answers, findings);
    return new JudgedLaunch(
        kind, site, member, call, runs, overruled, verdict(kind, overruled, findings), findings);
  }

  /** Returns the answers, with a no to each question that a finding is about. */
  private static Map<Question, Answer> overruled(
      Map<Question, Answer> answers, List<Finding> findings) {
    Map<Question, Answer> overruled = new EnumMap<>(Question.class);
    overruled.putAll(answers);
    for (Finding finding : findings) {
      overruled.put(finding.pattern().question(), Answer.no(finding.message(), ""));
    }
    return overruled;
  }

  private static Verdict verdict(Kind kind, Map<Question, Answer> answers, List<Finding> findings) {
    boolean isFound = findings.stream().anyMatch(f -> !f.pattern().isPreview());
    if (isFound || (isNo(answers, Question.CANCELLABLE) && isNo(answers, Question.OWNED))) {
      return Verdict.RED;
    }
    if (answers.isEmpty() && kind != Kind.FINDING) {
      return Verdict.LISTED;
    }
    List<Answer> judged =
        answers.entrySet().stream()
            .filter(e -> e.getKey() != Question.BOUNDED)
            .map(Map.Entry::getValue)
            .toList();
    if (!findings.isEmpty() || !judged.stream().allMatch(Answer::isSettled)) {
      return Verdict.YELLOW;
    }
    return judged.stream().allMatch(Answer::isYes) ? Verdict.GREEN : Verdict.LISTED;
  }

  private static boolean isNo(Map<Question, Answer> answers, Question question) {
    return answers.containsKey(question) && answers.get(question).holds() == Holds.NO;
  }

  private JudgedLaunch judgeFrameworkMethod(Body method) {
    TaskEvidence task = new TaskEvidence(TaskCode.of(index, method));
    List<Finding> about = within(task);
    attached.addAll(about);
    String annotation = finder.taskAnnotation(method).orElseThrow();
    return judged(
        Kind.FRAMEWORK_METHOD,
        method.site(),
        method,
        "@" + TaskCode.simpleName(annotation),
        Messages.name(method),
        answers.ofFrameworkMethod(task),
        about);
  }

  private JudgedLaunch alone(Finding finding) {
    return judged(
        Kind.FINDING,
        finding.site(),
        places.get(finding.site()),
        finding.pattern().patternName(),
        "",
        Map.of(),
        List.of(finding));
  }

  private List<Finding> within(TaskEvidence task) {
    if (findings.isEmpty()) {
      return List.of();
    }
    return task.bodiesIn(index).stream()
        .distinct()
        .flatMap(body -> placed.in(body).stream())
        .sorted(placed.inTheirOrder())
        .toList();
  }

  /** The findings that are about this launch. */
  private List<Finding> about(Launch launch, TaskCode code, TaskEvidence task) {
    if (findings.isEmpty()) {
      return List.of();
    }
    Set<Finding> about = new HashSet<>();
    Event.Call call = launch.at().event();
    Set<Site> sites = new HashSet<>();
    sites.add(call.site());
    launch.creations().forEach(c -> sites.add(c.event().site()));
    sites.addAll(keepers(launch));
    sites.forEach(site -> about.addAll(placed.at(site)));
    if (LaunchAnswers.STARTED.contains(launch.kind())) {
      about.addAll(placed.ofStartsOf(launch.at().body()));
    }
    List<Finding> ordered = new ArrayList<>();
    // Findings about a field that a loop of the task tests.
    task.lookedAt().stream()
        .flatMap(key -> index.facts().field(key).stream())
        .flatMap(field -> placed.at(field.site()).stream())
        .filter(LaunchJudge::isAboutCode)
        .forEach(about::add);
    about.addAll(
        launch.kind() == Kind.THREAD_OWNER ? ofReplacements(launch) : ofShutdown(launch, code));
    about.stream().sorted(placed.inTheirOrder()).forEach(ordered::add);
    if (launch.kind() != Kind.THREAD_OWNER) {
      within(task).stream()
          .filter(finding -> isAboutCode(finding) && !about.contains(finding))
          .distinct()
          .forEach(ordered::add);
    }
    return ordered;
  }

  /** Those that say that a field loses the owner, as it gets another one. */
  private List<Finding> ofReplacements(Launch launch) {
    return owners.keepers(launch.at()).stream()
        .flatMap(key -> index.assignsTo(key).stream())
        .flatMap(at -> placed.at(at.event().site()).stream())
        .filter(finding -> finding.pattern() == Pattern.EXECUTOR_REPLACED_WITHOUT_SHUTDOWN)
        .toList();
  }

  /** Those that say that the end of the executor does not end its endless tasks. */
  private List<Finding> ofShutdown(Launch launch, TaskCode code) {
    return launch.executor() instanceof Value.Field field
            && index.get(EndlessLoops.KEY).in(code).isPresent()
        ? index.facts().field(field.key()).stream()
            .flatMap(executor -> placed.at(executor.site()).stream())
            .filter(finding -> finding.pattern() == Pattern.ENDLESS_TASK_NOT_INTERRUPTED)
            .toList()
        : List.of();
  }

  /** Returns whether a finding is about a method that may start something twice. */
  static boolean isOfStart(Finding finding) {
    return finding.pattern().question() == Question.GUARDED;
  }

  /** Returns whether a finding is about the code that runs, not about another launch in it. */
  private static boolean isAboutCode(Finding finding) {
    Question question = finding.pattern().question();
    return question == Question.CANCELLABLE || question == Question.RECOVERS;
  }

  /** Returns the sites of the fields that keep the launched object. */
  private Set<Site> keepers(Launch launch) {
    Set<FieldKey> keepers = new HashSet<>(owners.keepers(launch.at()));
    launch.creations().forEach(creation -> keepers.addAll(owners.keepers(creation)));
    return index.declarations().declared(keepers).stream()
        .map(FieldFacts::site)
        .collect(Collectors.toSet());
  }

  private static String call(Event.Call call) {
    String name = call.method().name();
    if (call.isSuper() && call.method().isConstructor()) {
      return "super()";
    }
    if (call.isNew()) {
      return "new " + TaskCode.simpleName(call.method().owner()) + "()";
    }
    String receiver =
        call.receiver()
            .typeName()
            .map(TaskCode::simpleName)
            .filter(type -> !type.isEmpty())
            .orElse(TaskCode.simpleName(call.method().owner()));
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
