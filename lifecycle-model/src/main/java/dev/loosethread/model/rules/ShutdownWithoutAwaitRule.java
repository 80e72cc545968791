package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
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
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.tasks.TaskCode;
import dev.loosethread.model.tasks.TaskLoops;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An end method that shuts an executor down and immediately closes resources that its tasks still
 * use: "This method does not wait for previously submitted tasks to complete execution"
 * (ExecutorService javadoc).
 */
public final class ShutdownWithoutAwaitRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.SHUTDOWN_WITHOUT_AWAIT;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    if (!index.createsOwners()) {
      return Stream.empty();
    }
    EndMethods ends = index.get(EndMethods.KEY);
    List<Finding> findings = new ArrayList<>();
    for (Body body : index.facts().bodies()) {
      if (body.kind() == Body.Kind.METHOD
          && body.hasCode()
          && !body.isOpaque()
          && ends.isEnd(body)) {
        check(index, body, findings);
      }
    }
    return findings.stream();
  }

  private void check(ClassIndex index, Body body, List<Finding> findings) {
    if (waits(index, index.reach(body))) {
      return;
    }
    for (Node node : body.flow().nodes()) {
      if (!(node.event() instanceof Event.Call call)
          || !JdkMethod.EXECUTOR_SERVICE_SHUTDOWN.isNamesake(call.method())
          || !(call.receiver() instanceof Value.Field executor)
          || !isOwnExecutor(index, executor.key())) {
        continue;
      }
      Set<FieldKey> used = usedByTasks(index, executor.key());
      Optional<FieldKey> closed = closedAfter(index, body.flow(), node, used);
      if (closed.isPresent()) {
        findings.add(finding(body, call, executor.key(), closed.get()));
        return;
      }
    }
  }

  private static boolean waits(ClassIndex index, BitSet reached) {
    return index
        .callsIn(reached)
        .map(c -> c.event().method())
        .anyMatch(
            m ->
                m.name().toLowerCase(Locale.ROOT).contains("await")
                    || JdkMethod.THREAD_JOIN.isNamesake(m)
                    || JdkMethod.FUTURE_GET.isNamesake(m));
  }

  private static boolean isOwnExecutor(ClassIndex index, FieldKey field) {
    List<FieldOrigins.Creation> creations = FieldOrigins.of(index, field).creations();
    return !creations.isEmpty()
        && creations.stream()
            .allMatch(
                c -> c.kind() == OwnerKind.EXECUTOR || c.kind() == OwnerKind.SCHEDULED_EXECUTOR);
  }

  /**
   * The fields that short tasks of the executor use. One with a loop, such as the reader of a
   * connection, may end because of the close.
   */
  private static Set<FieldKey> usedByTasks(ClassIndex index, FieldKey executor) {
    Set<FieldKey> used = new HashSet<>();
    for (At<Event.Call> at : index.callsOn(executor)) {
      for (Value argument : at.event().arguments()) {
        TaskCode code = TaskCode.of(index, argument);
        if (TaskLoops.mayRunOn(code)) {
          continue;
        }
        for (Body task : code.rootsHere()) {
          BitSet reached = index.reach(task);
          index
              .callsIn(reached)
              .filter(c -> c.event().receiver() instanceof Value.Field)
              .forEach(c -> used.add(((Value.Field) c.event().receiver()).key()));
        }
      }
    }
    used.remove(executor);
    return used;
  }

  private static Optional<FieldKey> closedAfter(
      ClassIndex index, Flow flow, Node shutdown, Set<FieldKey> used) {
    if (used.isEmpty()) {
      return Optional.empty();
    }
    BitSet after = Paths.reachable(flow, shutdown.id(), n -> true);
    for (Node node : flow.nodes()) {
      if (after.get(node.id())
          && node.event() instanceof Event.Call call
          && index.library().isCloseName(call.method().name())
          && call.receiver() instanceof Value.Field field
          && used.contains(field.key())) {
        return Optional.of(field.key());
      }
    }
    return Optional.empty();
  }

  private Finding finding(Body body, Event.Call call, FieldKey executor, FieldKey closed) {
    return new Finding(
        pattern(),
        call.site(),
        Messages.name(body)
            + " shuts "
            + executor.name()
            + " down and then closes "
            + closed.name()
            + ", which running tasks may still use because shutdown() does not wait for them;"
            + " call awaitTermination with a timeout first",
        new Remedy.AwaitTermination(call.site(), body.owner()));
  }
}
