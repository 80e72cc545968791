package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.GuardFlags;
import dev.loosethread.model.starts.StartGuards;
import dev.loosethread.model.starts.StartLock;
import dev.loosethread.model.starts.ThreadStarts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** A start method that tests a flag and then sets it, without a lock around both. */
public final class NonAtomicStartGuardRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.NON_ATOMIC_START_GUARD;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    for (Body body : index.get(StartMethods.KEY).all()) {
      if (body.annotations().stream().noneMatch(a -> a.endsWith("GuardedBy"))) {
        finding(index, body).ifPresent(findings::add);
      }
    }
    return findings.stream();
  }

  private Optional<Finding> finding(ClassIndex index, Body body) {
    Flow flow = body.flow();
    GuardFlags flags = new GuardFlags(index);
    for (Node node : flow.nodes()) {
      if (!(node.event() instanceof Event.Branch branch)) {
        continue;
      }
      FieldKey flag = flags.asked(branch.test());
      if (flag == null
          || StartGuards.isLocked(index, body, node)
          || isOnlyCalledLocked(index, body)) {
        continue;
      }
      for (ThreadStarts.ThreadStart launch : index.get(ThreadStarts.KEY).andTasksIn(body)) {
        int target = launch.node().id();
        Boolean started = GuardFlags.startedValue(flow, node, target);
        if (started == null) {
          continue;
        }
        Node set = flags.set(body, flag, started, node, target);
        if (set != null) {
          return Optional.of(finding(index, body, branch, flag, started, set));
        }
      }
    }
    return Optional.empty();
  }

  private Finding finding(
      ClassIndex index, Body body, Event.Branch branch, FieldKey flag, boolean started, Node set) {
    return new Finding(
        pattern(),
        body.site(),
        Messages.name(body)
            + " tests "
            + flag.name()
            + " and then sets it without a lock, so two threads can both pass the test; use"
            + " AtomicBoolean.compareAndSet or a lock",
        new Remedy.AtomicGuard(
            flag,
            body.id(),
            branch.site(),
            GuardFlags.siteOf(set),
            started,
            new StartLock(index).obstacle(body, set)));
  }

  private static boolean isOnlyCalledLocked(ClassIndex index, Body body) {
    return !body.is(Modifier.PUBLIC)
        && !index.callersOf(body).isEmpty()
        && index.callersOf(body).stream()
            .allMatch(c -> StartGuards.isLocked(index, c.body(), c.node()));
  }
}
