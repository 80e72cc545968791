package dev.loosethread.model.starts;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.ownership.AliasSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The places where a method starts a new thread, timer, executor or periodic task. */
public final class ThreadStarts {
  public static final AnalysisKey<ThreadStarts> KEY = AnalysisKey.of(ThreadStarts::new);

  private final ClassIndex index;
  private final ClassFacts facts;
  private final Library library;
  private final Map<Body, List<ThreadStart>> known = new HashMap<>();

  private ThreadStarts(ClassIndex index) {
    this.index = index;
    this.facts = index.facts();
    this.library = index.library();
  }

  /**
   * One launch.
   *
   * @param node the launch, or the call of a method that launches
   * @param kind the kind of the started thing
   * @param field the field that keeps the handle
   * @param owner the field whose owner runs a periodic task
   */
  public record ThreadStart(
      Node node, StartKind kind, Optional<FieldKey> field, Optional<FieldKey> owner) {
    ThreadStart(Node node, StartKind kind, Optional<FieldKey> field) {
      this(node, kind, field, Optional.empty());
    }

    boolean concerns(FieldKey key) {
      return field.filter(key::equals).isPresent() || owner.filter(key::equals).isPresent();
    }
  }

  public List<ThreadStart> in(Body body) {
    List<ThreadStart> launches = known.get(body);
    if (launches == null) {
      // For a recursive method, the other paths decide.
      known.put(body, List.of());
      launches = List.copyOf(find(body));
      known.put(body, launches);
    }
    return launches;
  }

  /** Includes tasks for executors, which are too common to be significant alone. */
  public List<ThreadStart> andTasksIn(Body body) {
    List<ThreadStart> launches = new ArrayList<>(in(body));
    for (Node node : body.flow().nodes()) {
      if (node.event() instanceof Event.Call call && handsOnTask(call)) {
        launches.add(new ThreadStart(node, StartKind.TASK, Optional.empty()));
      }
    }
    return launches;
  }

  private boolean handsOnTask(Event.Call call) {
    for (int i = 0; i < call.arguments().size() && !call.isNew(); i++) {
      if (library.runs(call.method(), i).orElse(null) == TaskRun.LATER) {
        return true;
      }
    }
    return false;
  }

  private List<ThreadStart> find(Body body) {
    List<ThreadStart> launches = new ArrayList<>();
    for (Node node : body.flow().nodes()) {
      if (node.handler().isPresent() || node.inFinally()) {
        continue;
      }
      if (node.event() instanceof Event.Assign assign) {
        stored(node, assign).ifPresent(launches::add);
      } else if (node.event() instanceof Event.Call call) {
        started(body, node, call).ifPresent(launches::add);
        index
            .calledMethod(call)
            .filter(callee -> callee.is(Modifier.PRIVATE) && callee != body)
            .flatMap(this::unavoidable)
            .ifPresent(l -> launches.add(new ThreadStart(node, l.kind(), l.field(), l.owner())));
      }
    }
    return launches;
  }

  /** Returns the first launch that every call of the method performs. */
  private Optional<ThreadStart> unavoidable(Body method) {
    return in(method).stream()
        .filter(l -> Paths.isUnavoidable(method.flow(), l.node().id()))
        .findFirst();
  }

  private Optional<ThreadStart> stored(Node node, Event.Assign assign) {
    if (!(assign.target() instanceof Value.Field field) || field.isStatic() || !field.isOwn()) {
      return Optional.empty();
    }
    if (assign.value() instanceof Value.Result result) {
      At<Event.Call> at = index.call(result.call());
      OwnerKind kind = at == null ? null : index.created(at.event()).orElse(null);
      if (kind == OwnerKind.EXECUTOR
          || kind == OwnerKind.SCHEDULED_EXECUTOR
          || kind == OwnerKind.TIMER) {
        return Optional.of(
            new ThreadStart(
                node,
                kind == OwnerKind.TIMER ? StartKind.TIMER : StartKind.EXECUTOR,
                Optional.of(field.key())));
      }
    }
    return Optional.empty();
  }

  private Optional<ThreadStart> started(Body body, Node node, Event.Call call) {
    if (JdkMethod.THREAD_START.isNamesake(call.method())
        && call.method().parameters().isEmpty()
        && isThread(call.receiver())
        && isMadeHere(body, call.receiver())) {
      return Optional.of(new ThreadStart(node, StartKind.THREAD, keeper(call.receiver())));
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (library.runs(call.method(), i).orElse(null) == TaskRun.PERIODICALLY
          && call.receiver() instanceof Value.Field field
          && field.isOwn()
          && !field.isStatic()) {
        return Optional.of(
            new ThreadStart(
                node,
                StartKind.PERIODIC_TASK,
                keeper(new Value.Result(call.id(), call.resultType())),
                Optional.of(field.key())));
      }
    }
    return Optional.empty();
  }

  private boolean isThread(Value value) {
    return value
        .typeName()
        .filter(t -> facts.hierarchy().isSubtype(t, "java.lang.Thread"))
        .isPresent();
  }

  /**
   * Returns whether this call of the method creates the thread; an existing thread cannot start
   * twice.
   */
  private boolean isMadeHere(Body body, Value thread) {
    List<Source> sources = index.get(ValueFlow.KEY).within(body).of(thread).all();
    return !sources.isEmpty() && sources.stream().allMatch(source -> isCreation(body, source));
  }

  private static boolean isCreation(Body body, Source source) {
    if (source instanceof Source.Created created) {
      return created.by().body() == body;
    }
    return source instanceof Source.Returned returned
        && returned.by().body() == body
        && JdkMethod.THREAD_FACTORY_NEW_THREAD.isNamesake(returned.by().event().method());
  }

  /** Returns the first field that keeps a thread or the handle of a task. */
  private Optional<FieldKey> keeper(Value handle) {
    if (handle instanceof Value.Field field) {
      return Optional.of(field.key());
    }
    if (handle instanceof Value.Local local) {
      return AliasSet.ofLocal(index, local.id()).keepers().stream().findFirst();
    }
    return handle instanceof Value.Result result
        ? AliasSet.ofResult(index, result.call()).keepers().stream().findFirst()
        : Optional.empty();
  }
}
