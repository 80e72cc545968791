package dev.loosethread.audit.launches;

import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds every place of a class that runs code on another thread. */
final class LaunchFinder {
  private final ClassIndex index;
  private final Library library;
  private final TypeHierarchy hierarchy;
  private final DelegatingExecutors delegates;

  LaunchFinder(ClassIndex index) {
    this.index = index;
    this.library = index.library();
    this.hierarchy = index.facts().hierarchy();
    this.delegates = new DelegatingExecutors(index);
  }

  /**
   * A launch.
   *
   * @param task the argument that is run, or null if there is none or it is a thread's own code
   * @param executor what runs it, {@link Value#UNKNOWN} if nothing in sight does
   * @param creations of the thread or owner
   */
  record Launch(
      Kind kind,
      At<Event.Call> at,
      @Nullable Value task,
      Value executor,
      List<At<Event.Call>> creations) {
    Launch {
      creations = List.copyOf(creations);
    }
  }

  List<Launch> find() {
    List<Launch> launches = new ArrayList<>();
    Set<Site> seen = new HashSet<>();
    for (At<Event.Call> at : index.calls()) {
      // A finally block stands in a flow several times.
      Launch launch = launch(at);
      if (launch != null && seen.add(at.event().site())) {
        launches.add(launch);
      }
    }
    return launches;
  }

  private @Nullable Launch launch(At<Event.Call> at) {
    Event.Call call = at.event();
    if (isThreadStart(call)) {
      return new Launch(Kind.THREAD, at, null, Value.UNKNOWN, creationsOf(call.receiver()));
    }
    Optional<OwnerKind> created = index.created(call);
    if (created.filter(k -> k == OwnerKind.THREAD).isPresent()) {
      return call.method().name().startsWith("start") && !call.isNew()
          ? new Launch(threadKind(call), at, null, Value.UNKNOWN, List.of(at))
          : null;
    }
    if (created.isPresent()) {
      return new Launch(Kind.THREAD_OWNER, at, null, Value.UNKNOWN, List.of(at));
    }
    Kind unjudged = unjudged(call);
    if (unjudged != null) {
      return new Launch(unjudged, at, null, Value.UNKNOWN, List.of());
    }
    return call.method().isConstructor() || makesOnly(call) || delegates.handsOn(at)
        ? null
        : task(at);
  }

  private static Kind threadKind(Event.Call call) {
    return JdkMethod.THREAD_START_VIRTUAL_THREAD.isNamesake(call.method())
        ? Kind.VIRTUAL_THREAD
        : Kind.THREAD;
  }

  private boolean isThreadStart(Event.Call call) {
    return JdkMethod.THREAD_START.isNamesake(call.method())
        && call.method().parameters().isEmpty()
        && !call.isStatic()
        && (call.receiver()
                .typeName()
                .filter(t -> hierarchy.isSubtype(t, "java.lang.Thread"))
                .isPresent()
            || hierarchy.isSubtype(call.method().owner(), "java.lang.Thread"));
  }

  /** Returns whether the call creates a thread or task without running it. */
  private static boolean makesOnly(Event.Call call) {
    return JdkMethod.THREAD_FACTORY_NEW_THREAD.isNamesake(call.method())
        || JdkMethod.THREAD_BUILDER_UNSTARTED.isNamesake(call.method())
        || JdkMethod.CLEANER_REGISTER.is(call.method());
  }

  private @Nullable Kind unjudged(Event.Call call) {
    String name = call.method().name();
    String owner = call.method().owner();
    if (name.startsWith("parallel") && library.isParallel(owner)) {
      return Kind.PARALLEL_STREAM;
    }
    if (JdkMethod.RUNTIME_ADD_SHUTDOWN_HOOK.is(call.method())) {
      return Kind.SHUTDOWN_HOOK;
    }
    // A subclass of Timer starts its thread where it calls its superclass's constructor.
    boolean isTimersConstructor =
        call.isSuper() && call.method().isConstructor() && owner.equals("java.util.Timer");
    return isTimersConstructor || library.isService(call.method()) ? Kind.JVM_SERVICE : null;
  }

  private @Nullable Launch task(At<Event.Call> at) {
    Event.Call call = at.event();
    String owner = call.method().owner();
    if (JdkMethod.FORK_JOIN_TASK_FORK.is(call.method(), hierarchy)
        || JdkMethod.FORK_JOIN_TASK_INVOKE_ALL.is(call.method(), hierarchy)) {
      return new Launch(Kind.FORK_JOIN, at, call.receiver(), Value.UNKNOWN, List.of());
    }
    if ((JdkMethod.EXECUTOR_SERVICE_INVOKE_ALL.is(call.method(), hierarchy)
            || JdkMethod.EXECUTOR_SERVICE_INVOKE_ANY.is(call.method(), hierarchy))
        && !call.arguments().isEmpty()) {
      Value tasks = call.arguments().get(0);
      return new Launch(Kind.EXECUTOR_TASK, at, tasks, call.receiver(), List.of());
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      TaskRun run = library.runs(call.method(), i).orElse(TaskRun.NOW);
      if (run != TaskRun.NOW) {
        return new Launch(
            switch (run) {
              case PERIODICALLY -> Kind.PERIODIC_TASK;
              case SUPERVISED -> Kind.SUPERVISED_TASK;
              default -> kind(owner);
            },
            at,
            call.arguments().get(i),
            executor(call, i),
            List.of());
      }
    }
    return null;
  }

  private Kind kind(String owner) {
    if (hierarchy.isSubtype(owner, "java.util.Timer")) {
      return Kind.TIMER_TASK;
    }
    if (hierarchy.isSubtype(owner, "java.util.concurrent.CompletionStage")) {
      return Kind.ASYNC_STAGE;
    }
    return hierarchy.isSubtype(owner, "java.util.concurrent.ForkJoinPool")
        ? Kind.FORK_JOIN
        : Kind.EXECUTOR_TASK;
  }

  private Value executor(Event.Call call, int task) {
    for (int i = task + 1; i < call.arguments().size(); i++) {
      Value argument = call.arguments().get(i);
      if (argument
          .typeName()
          .filter(t -> hierarchy.isSubtype(t, "java.util.concurrent.Executor"))
          .isPresent()) {
        return argument;
      }
    }
    return call.receiver();
  }

  /** The calls that made a thread, as far as this class shows them. */
  private List<At<Event.Call>> creationsOf(Value thread) {
    List<At<Event.Call>> creations = new ArrayList<>();
    for (Source source : index.get(ValueFlow.KEY).of(thread).all()) {
      if (source instanceof Source.Created created) {
        creations.add(created.by());
      } else if (source instanceof Source.Returned returned && isFactory(returned.by().event())) {
        creations.add(returned.by());
      }
    }
    return creations;
  }

  /**
   * A method of another class that takes a task and returns a thread creates a thread that runs the
   * task.
   */
  private boolean isFactory(Event.Call call) {
    return call.body().isEmpty()
        && hierarchy.isSubtype(call.resultType(), "java.lang.Thread")
        && call.arguments().stream().anyMatch(a -> TaskCode.isTask(index, a));
  }

  /** The methods that a container runs on its own threads. */
  List<Body> frameworkMethods() {
    return index.facts().bodies().stream().filter(b -> taskAnnotation(b).isPresent()).toList();
  }

  /**
   * The annotation that makes a container run the method on its own thread: the method's, or that
   * of its class, which concerns all methods that others call ("all of the type's methods are
   * considered as asynchronous", javadoc of Spring's Async).
   */
  Optional<String> taskAnnotation(Body method) {
    if (method.kind() != Body.Kind.METHOD) {
      return Optional.empty();
    }
    return first(method.annotations())
        .or(
            () ->
                method.is(Modifier.PUBLIC) && !method.is(Modifier.STATIC) && method.hasCode()
                    ? index.facts().type(method.owner()).flatMap(t -> first(t.annotations()))
                    : Optional.empty());
  }

  private Optional<String> first(Set<String> annotations) {
    return annotations.stream().filter(library::isTaskAnnotation).sorted().findFirst();
  }
}
