package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A handler of a timed out {@code Future.get} that gives up on the result but does not cancel the
 * task: "computation is not cancelled" by the timeout (Future javadoc).
 */
public final class TaskNotCancelledOnTimeoutRule implements Rule {
  private static final String TIMEOUT = "java.util.concurrent.TimeoutException";

  /**
   * Methods that may also end the task, or the whole program, and those of a project's own types
   * that are named like them.
   */
  private static final List<JdkMethod> ENDS =
      List.of(
          JdkMethod.EXECUTOR_SERVICE_SHUTDOWN_NOW,
          JdkMethod.AUTO_CLOSEABLE_CLOSE,
          JdkMethod.THREAD_INTERRUPT,
          JdkMethod.SYSTEM_EXIT,
          JdkMethod.RUNTIME_HALT,
          JdkMethod.FUTURE_CANCEL);

  @Override
  public Pattern pattern() {
    return Pattern.TASK_NOT_CANCELLED_ON_TIMEOUT;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    Set<Object> seen = new HashSet<>();
    return index.calls().stream()
        .filter(at -> isTimedGet(index, at.event()) && !at.body().isOpaque())
        .flatMap(at -> findings(index, at))
        .filter(finding -> seen.add(finding.site()));
  }

  private static boolean isTimedGet(ClassIndex index, Event.Call call) {
    return JdkMethod.FUTURE_GET.is(call.method(), index.facts().hierarchy())
        && call.method().parameters().equals(List.of("long", "java.util.concurrent.TimeUnit"))
        && call.receiver() instanceof Value.Local local
        && isTaskStartedHere(index, local);
  }

  /** Returns whether the local only ever holds the future of a task that this class submits. */
  private static boolean isTaskStartedHere(ClassIndex index, Value.Local local) {
    List<Source> sources = index.get(ValueFlow.KEY).withinMethods().of(local).all();
    return !sources.isEmpty()
        && sources.stream()
            .allMatch(
                source ->
                    source instanceof Source.Returned returned
                        && startsTask(index, returned.by().event()));
  }

  private static boolean startsTask(ClassIndex index, Event.Call call) {
    return !call.isStatic()
        && !call.arguments().isEmpty()
        && index.library().runs(call.method(), 0).orElse(null) == TaskRun.LATER;
  }

  private Stream<Finding> findings(ClassIndex index, At<Event.Call> get) {
    Value.Local future = (Value.Local) get.event().receiver();
    if (isUsedElsewhere(index, get.body(), future)) {
      return Stream.empty();
    }
    Flow flow = get.body().flow();
    return get.node().successors().stream()
        .filter(e -> e.kind() == Kind.EXCEPTION && e.exception().equals(TIMEOUT))
        .map(e -> flow.node(e.target()))
        .filter(n -> !mayEndTask(flow, n, future))
        .flatMap(
            n ->
                n.event() instanceof Event.Catch entry
                    ? Stream.of(finding(index, get.body(), future, entry))
                    : Stream.empty());
  }

  /** Returns whether a lambda or local class captures the future. */
  private static boolean isUsedElsewhere(ClassIndex index, Body body, Value.Local future) {
    return index.facts().bodies().stream()
        .filter(b -> b != body)
        .flatMap(b -> b.flow().nodes().stream())
        .anyMatch(n -> uses(n, future));
  }

  private static boolean mayEndTask(Flow flow, Node handler, Value.Local future) {
    BitSet after = Paths.reachable(flow, handler.id(), n -> true);
    return after.stream().mapToObj(flow::node).anyMatch(n -> uses(n, future) || isEnd(n));
  }

  private static boolean isEnd(Node node) {
    return node.event() instanceof Event.AutoClose
        || (node.event() instanceof Event.Call call
            && ENDS.stream().anyMatch(end -> end.isNamesake(call.method())));
  }

  private static boolean uses(Node node, Value.Local future) {
    Event event = node.event();
    if (event instanceof Event.Call call) {
      return call.receiver().equals(future)
          || call.arguments().stream().anyMatch(a -> holds(a, future));
    }
    if (event instanceof Event.Assign assign) {
      return holds(assign.value(), future);
    }
    if (event instanceof Event.Return result) {
      return holds(result.value(), future);
    }
    return false;
  }

  private static boolean holds(Value value, Value.Local future) {
    return value.equals(future)
        || (value instanceof Value.MethodReference reference && reference.receiver().equals(future))
        || (value instanceof Value.Choice choice
            && choice.alternatives().stream().anyMatch(v -> holds(v, future)));
  }

  private Finding finding(ClassIndex index, Body body, Value.Local future, Event.Catch handler) {
    return new Finding(
        pattern(),
        handler.site(),
        "after the timeout "
            + Messages.name(body)
            + " gives up on "
            + future.name()
            + ", but its task keeps running and occupies its thread; cancel it",
        tasks(index, future)
            .flatMap(task -> index.get(EndlessLoops.KEY).obstacleToInterrupt(task).stream())
            .findFirst()
            .<Remedy>map(Remedy.None::new)
            .orElseGet(() -> new Remedy.CancelInHandler(handler.site(), future.name())));
  }

  private static Stream<TaskCode> tasks(ClassIndex index, Value.Local future) {
    return index.get(ValueFlow.KEY).withinMethods().of(future).all().stream()
        .filter(Source.Returned.class::isInstance)
        .map(source -> ((Source.Returned) source).by().event())
        .flatMap(call -> TaskCode.givenBy(index, call).stream());
  }
}
