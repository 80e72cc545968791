package dev.loosethread.model.starts;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Remedy.Undo;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.starts.ThreadStarts.Launch;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a constructor or start method brings threads to life that stay until something ends them.
 */
public final class LiveOwners {
  private static final String THREAD = "starts a thread";
  private static final String CACHED = "newCachedThreadPool";

  private final ClassIndex index;

  public LiveOwners(ClassIndex index) {
    this.index = index;
  }

  /**
   * One start.
   *
   * @param what how a message names it, a verb first
   * @param undo what undoes it, if that is known
   */
  public record Live(Node node, Site site, String what, Optional<Undo> undo) {
    /** Whether a thread runs code of the class's own. */
    public boolean isThread() {
      return what.equals(THREAD);
    }
  }

  /** A start, and whose it is. */
  private record Started(Object owner, Live live) {}

  /** In the order of the code, each owner once. */
  public List<Live> startedIn(Body body) {
    List<Launch> launches = index.get(ThreadStarts.KEY).in(body);
    Map<Object, Live> lives = new LinkedHashMap<>();
    for (Node node : body.flow().nodes()) {
      Started started = launched(node, launches);
      if (started == null && node.event() instanceof Event.Call call && !node.inFinally()) {
        started = called(node, call);
      } else if (started == null && node.event() instanceof Event.Assign assign) {
        started = made(node, assign);
      }
      if (started != null) {
        lives.putIfAbsent(started.owner(), started.live());
      }
    }
    return List.copyOf(lives.values());
  }

  private Started launched(Node node, List<Launch> launches) {
    for (Launch launch : launches) {
      if (launch.node() == node && stays(launch)) {
        Object owner = launch.owner().or(launch::field).map(Object.class::cast).orElse(node);
        return new Started(owner, live(launch));
      }
    }
    return null;
  }

  private Started called(Node node, Event.Call call) {
    FieldKey pool = poolThatGetsATask(call);
    if (pool != null) {
      Undo undo = new Undo(pool, ".shutdownNow()");
      String what = "hands a task to " + pool.name();
      return new Started(pool, new Live(node, call.site(), what, Optional.of(undo)));
    }
    FieldKey thread = threadThatIsStarted(call);
    if (thread == null) {
      return null;
    }
    Undo undo = new Undo(thread, ".interrupt()");
    return new Started(thread, new Live(node, call.site(), THREAD, Optional.of(undo)));
  }

  private Live live(Launch launch) {
    Site site = site(launch.node());
    if (launch.what().equals("periodic task")) {
      FieldKey owner = launch.owner().orElseThrow();
      return new Live(
          launch.node(),
          site,
          "starts a periodic task",
          isCreatedHere(owner)
              ? Optional.of(new Undo(owner, isTimer(owner) ? ".cancel()" : ".shutdownNow()"))
              : launch.field().map(f -> new Undo(f, ".cancel(true)")));
    }
    return new Live(
        launch.node(), site, THREAD, launch.field().map(f -> new Undo(f, ".interrupt()")));
  }

  private Site site(Node node) {
    if (node.event() instanceof Event.Assign assign
        && assign.value() instanceof Value.Result result
        && index.call(result.call()) != null) {
      return index.call(result.call()).event().site();
    }
    return node.event() instanceof Event.Call call
        ? call.site()
        : ((Event.Assign) node.event()).site();
  }

  private boolean isTimer(FieldKey field) {
    return FieldOrigins.of(index, field).creations().get(0).kind() == OwnerKind.TIMER;
  }

  private boolean isCreatedHere(FieldKey field) {
    FieldOrigins origins = FieldOrigins.of(index, field);
    return !origins.creations().isEmpty() && !origins.isHandedIn();
  }

  private boolean stays(Launch launch) {
    return switch (launch.what()) {
      // A timer without tasks ends when nobody refers to it any more (Timer javadoc).
      case "periodic task" -> true;
      case "thread" -> loops(launch);
      default -> false;
    };
  }

  /** Whether the thread's code is a loop: one that does a job ends without help. */
  private boolean loops(Launch launch) {
    if (!(launch.node().event() instanceof Event.Call start)) {
      return false;
    }
    List<Body> code = new ArrayList<>();
    addCode(start.receiver(), code, 0);
    TaskCode tasks = new TaskCode(index);
    if (code.isEmpty() && launch.field().isPresent()) {
      index.assignsTo(launch.field().get()).forEach(a -> addCode(a.event().value(), code, 0));
    }
    if (code.isEmpty() && start.receiver() instanceof Value.This self) {
      tasks.runOf(self.type()).ifPresent(code::add);
    }
    return code.stream().anyMatch(b -> hasLoop(b, 0));
  }

  private void addCode(Value value, List<Body> code, int depth) {
    if (depth > 3) {
      return;
    }
    if (value instanceof Value.Local local) {
      index.valuesOf(local).forEach(v -> addCode(v, code, depth + 1));
    } else if (value instanceof Value.Field field) {
      index.assignsTo(field.key()).forEach(a -> addCode(a.event().value(), code, depth + 1));
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(v -> addCode(v, code, depth + 1));
    } else if (value instanceof Value.Result result && index.call(result.call()) != null) {
      Event.Call call = index.call(result.call()).event();
      TaskCode tasks = new TaskCode(index);
      tasks.runOf(call.createdType()).ifPresent(code::add);
      call.arguments().forEach(a -> code.addAll(tasks.of(a)));
      if (call.body().isPresent() && !call.isNew()) {
        index
            .returnsOf(call.body().getAsInt())
            .forEach(r -> addCode(r.event().value(), code, depth + 1));
      }
    }
  }

  private boolean hasLoop(Body body, int depth) {
    if (body.flow().loops().stream().anyMatch(l -> l.kind() != Flow.LoopKind.FOR_EACH)) {
      return true;
    }
    for (Node node : body.flow().nodes()) {
      if (depth < 3
          && node.event() instanceof Event.Call call
          && call.body().isPresent()
          && !call.isNew()
          && hasLoop(index.facts().body(call.body().getAsInt()), depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /** A thread that the object is born with. */
  private FieldKey threadThatIsStarted(Event.Call call) {
    if (!call.method().name().equals("start")
        || !call.method().parameters().isEmpty()
        || !(call.receiver() instanceof Value.Field field)
        || field.isStatic()
        || !field.isOwn()
        || !isCreatedHere(field.key())) {
      return null;
    }
    List<Body> code = new ArrayList<>();
    addCode(field, code, 0);
    boolean isThread =
        FieldOrigins.of(index, field.key()).creations().stream()
            .allMatch(c -> c.kind() == OwnerKind.THREAD);
    return isThread && code.stream().anyMatch(b -> hasLoop(b, 0)) ? field.key() : null;
  }

  private FieldKey poolThatGetsATask(Event.Call call) {
    if (!(call.receiver() instanceof Value.Field field)
        || field.isStatic()
        || !field.isOwn()
        || !isCreatedHere(field.key())) {
      return null;
    }
    boolean isPool =
        FieldOrigins.of(index, field.key()).creations().stream()
            .allMatch(
                c ->
                    (c.kind() == OwnerKind.EXECUTOR || c.kind() == OwnerKind.SCHEDULED_EXECUTOR)
                        && !c.call().method().name().equals(CACHED));
    for (int i = 0; isPool && i < call.arguments().size(); i++) {
      if (index.library().runs(call.method(), i).filter(r -> r != TaskRun.NOW).isPresent()) {
        return field.key();
      }
    }
    return null;
  }

  /** Another owner, alive as soon as it is made. */
  private Started made(Node node, Event.Assign assign) {
    if (!(assign.target() instanceof Value.Field field)
        || field.isStatic()
        || !field.isOwn()
        || !(assign.value() instanceof Value.Result result)) {
      return null;
    }
    At<Event.Call> at = index.call(result.call());
    Optional<OwnerKind> kind = at == null ? Optional.empty() : index.created(at.event());
    if (kind.filter(k -> k == OwnerKind.OTHER).isEmpty()) {
      return null;
    }
    Optional<Undo> undo =
        index.library().releaseCall(field.type()).map(call -> new Undo(field.key(), "." + call));
    return new Started(
        field.key(), new Live(node, at.event().site(), "makes " + field.key().name(), undo));
  }
}
