package dev.loosethread.model.starts;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Remedy.Undo;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.ownership.AliveThreads;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.starts.ThreadStarts.ThreadStart;
import dev.loosethread.model.tasks.TaskCode;
import dev.loosethread.model.tasks.TaskLoops;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a constructor or start method starts and that live until something stops them.
 */
public final class LiveOwners {
  private final ClassIndex index;

  public LiveOwners(ClassIndex index) {
    this.index = index;
  }

  /**
   * One start.
   *
   * @param action the description in a message, beginning with a verb
   * @param isThread whether a thread runs code of the class itself
   * @param undo the call that undoes it, if known
   */
  public record Live(Node node, Site site, String action, boolean isThread, Optional<Undo> undo) {
    static Live ofThread(Node node, Site site, Optional<Undo> undo) {
      return new Live(node, site, "starts a thread", true, undo);
    }

    static Live of(Node node, Site site, String action, Optional<Undo> undo) {
      return new Live(node, site, action, false, undo);
    }
  }

  /** A start, and whose it is. */
  private record Started(Object owner, Live live) {}

  /** In the order of the code, each owner once. */
  public List<Live> startedIn(Body body) {
    List<ThreadStart> launches = index.get(ThreadStarts.KEY).in(body);
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

  private @Nullable Started launched(Node node, List<ThreadStart> launches) {
    for (ThreadStart launch : launches) {
      if (launch.node() == node && stays(launch)) {
        Object owner = launch.owner().or(launch::field).map(Object.class::cast).orElse(node);
        return new Started(owner, live(launch));
      }
    }
    return null;
  }

  private @Nullable Started called(Node node, Event.Call call) {
    FieldKey pool = poolThatGetsATask(call);
    if (pool != null) {
      Undo undo = new Undo(pool, ".shutdownNow()");
      String what = "hands a task to " + pool.name();
      return new Started(pool, Live.of(node, call.site(), what, Optional.of(undo)));
    }
    FieldKey thread = threadThatIsStarted(call);
    if (thread == null) {
      return enlivened(node, call);
    }
    Undo undo = new Undo(thread, ".interrupt()");
    return new Started(thread, Live.ofThread(node, call.site(), Optional.of(undo)));
  }

  private Live live(ThreadStart launch) {
    Site site = site(launch.node());
    if (launch.kind() == StartKind.PERIODIC_TASK) {
      FieldKey owner = launch.owner().orElseThrow();
      return Live.of(
          launch.node(),
          site,
          "starts a periodic task",
          isCreatedHere(owner)
              ? Optional.of(new Undo(owner, isTimer(owner) ? ".cancel()" : ".shutdownNow()"))
              : launch.field().map(f -> new Undo(f, ".cancel(false)")));
    }
    return Live.ofThread(launch.node(), site, launch.field().map(f -> new Undo(f, ".interrupt()")));
  }

  private Site site(Node node) {
    if (node.event() instanceof Event.Assign assign) {
      At<Event.Call> made =
          assign.value() instanceof Value.Result result ? index.call(result.call()) : null;
      return made == null ? assign.site() : made.event().site();
    }
    if (node.event() instanceof Event.Call call) {
      return call.site();
    }
    throw new IllegalArgumentException("starts nothing: " + node);
  }

  private boolean isTimer(FieldKey field) {
    return FieldOrigins.of(index, field).creations().get(0).kind() == OwnerKind.TIMER;
  }

  private boolean isCreatedHere(FieldKey field) {
    FieldOrigins origins = FieldOrigins.of(index, field);
    return !origins.creations().isEmpty() && !origins.isHandedIn();
  }

  private boolean stays(ThreadStart launch) {
    return switch (launch.kind()) {
      // A timer without tasks ends when it becomes unreachable (Timer javadoc).
      case PERIODIC_TASK -> true;
      case THREAD -> loops(launch);
      case TIMER, EXECUTOR, TASK -> false;
    };
  }

  /** Returns whether the thread's code is a loop: other code ends by itself. */
  private boolean loops(ThreadStart launch) {
    return launch.node().event() instanceof Event.Call start && loops(start.receiver());
  }

  private boolean loops(Value thread) {
    List<At<Event.Call>> creations = index.get(ValueFlow.KEY).of(thread).creations().toList();
    return TaskLoops.mayRunOn(TaskCode.ofThread(index, thread, creations));
  }

  /** Returns the field of a thread that the object creates and the call starts, or null. */
  private @Nullable FieldKey threadThatIsStarted(Event.Call call) {
    if (!JdkMethod.THREAD_START.isNamesake(call.method())
        || !call.method().parameters().isEmpty()
        || !(call.receiver() instanceof Value.Field field)
        || field.isStatic()
        || !field.isOwn()
        || !isCreatedHere(field.key())) {
      return null;
    }
    boolean isThread =
        FieldOrigins.of(index, field.key()).creations().stream()
            .allMatch(c -> c.kind() == OwnerKind.THREAD);
    return isThread && loops(field) ? field.key() : null;
  }

  private @Nullable FieldKey poolThatGetsATask(Event.Call call) {
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
                        && !index.library().endsIdle(c.call()));
    return isPool && index.library().handsOverATask(call) ? field.key() : null;
  }

  /** Returns another owner that has threads as soon as it is created, or null. */
  private @Nullable Started made(Node node, Event.Assign assign) {
    if (!(assign.target() instanceof Value.Field field)
        || field.isStatic()
        || !field.isOwn()
        || !(assign.value() instanceof Value.Result result)) {
      return null;
    }
    At<Event.Call> at = index.call(result.call());
    if (at == null
        || index.created(at.event()).filter(k -> k == OwnerKind.OTHER).isEmpty()
        || !index.get(AliveThreads.KEY).isAliveWhenMade(at.event())) {
      return null;
    }
    return other(field, node, at.event().site(), "creates ");
  }

  private Started other(Value.Field field, Node node, Site site, String action) {
    Optional<Undo> undo =
        index.library().releaseCall(field.type()).map(call -> new Undo(field.key(), "." + call));
    return new Started(field.key(), Live.of(node, site, action + field.key().name(), undo));
  }

  /** Returns an owner that has its first threads now, or null. */
  private @Nullable Started enlivened(Node node, Event.Call call) {
    AliveThreads alive = index.get(AliveThreads.KEY);
    if (!(call.receiver() instanceof Value.Field field)
        || field.isStatic()
        || !field.isOwn()
        || !alive.enlivens(call)
        || !isCreatedHere(field.key())) {
      return null;
    }
    boolean wasThreadless =
        FieldOrigins.of(index, field.key()).creations().stream()
            .allMatch(c -> c.kind() == OwnerKind.OTHER && !alive.isAliveWhenMade(c.call()));
    return wasThreadless ? other(field, node, call.site(), "starts ") : null;
  }
}
