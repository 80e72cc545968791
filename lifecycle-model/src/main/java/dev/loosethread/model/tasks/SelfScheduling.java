package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.BitSet;
import java.util.Optional;

/**
 * A task that schedules itself again, itself or in a method that it calls: a periodic task, whose
 * runs end with the first one that does not get so far.
 */
public final class SelfScheduling {
  private final ClassIndex index;
  private final Body task;
  private final Body scheduler;
  private final BitSet calls = new BitSet();

  private SelfScheduling(ClassIndex index, Body task, Body scheduler) {
    this.index = index;
    this.task = task;
    this.scheduler = scheduler;
  }

  /**
   * Returns how a task schedules itself; empty if the call does not do so.
   *
   * @param scheduling a call that gets the task
   */
  public static Optional<SelfScheduling> of(
      ClassIndex index, Body task, At<Event.Call> scheduling) {
    SelfScheduling found = new SelfScheduling(index, task, scheduling.body());
    String name = scheduling.event().method().name();
    for (Node node : task.flow().nodes()) {
      if (node.event() instanceof Event.Call call
          && (found.callsTheScheduler(call)
              // A handler may do so in its own way.
              || (task == scheduling.body() && call.method().name().equals(name)))) {
        found.calls.set(node.id());
      }
    }
    return task.isOpaque() || found.calls.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private boolean callsTheScheduler(Event.Call call) {
    return scheduler != task
        && scheduler.kind() == Body.Kind.METHOD
        && index.calledMethod(call).filter(scheduler::equals).isPresent();
  }

  /** Returns the code whose exception keeps the task from scheduling itself, if there is some. */
  public Optional<String> culprit(ThrownExceptions throwing) {
    BitSet before = Paths.reachable(task.flow(), 0, n -> !calls.get(n.id()));
    return new SkippedCalls(task.flow(), calls)
        .culprit(
            node ->
                before.get(node.id())
                    && calls.stream().anyMatch(c -> Paths.reaches(task.flow(), node.id(), c)),
            true,
            throwing);
  }

  /** Returns where the task schedules itself, if a finally block could do so in its place. */
  public Optional<Site> call() {
    return calls.cardinality() == 1
            && task.flow().node(calls.nextSetBit(0)).event() instanceof Event.Call call
        ? Optional.of(call.site())
        : Optional.empty();
  }
}
