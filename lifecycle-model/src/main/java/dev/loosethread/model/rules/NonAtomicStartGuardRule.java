package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
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
  public Stream<Finding> check(FactsIndex index) {
    List<Finding> findings = new ArrayList<>();
    for (Body body : index.starts().startMethods()) {
      if (body.annotations().stream().noneMatch(a -> a.endsWith("GuardedBy"))) {
        finding(index, body).ifPresent(findings::add);
      }
    }
    return findings.stream();
  }

  private Optional<Finding> finding(FactsIndex index, Body body) {
    Flow flow = body.flow();
    GuardFlags flags = new GuardFlags(index);
    for (Node node : flow.nodes()) {
      if (!(node.event() instanceof Event.Branch branch)) {
        continue;
      }
      FieldKey flag = flags.asked(branch.test());
      if (flag == null || StartGuards.isLocked(body, node) || isOnlyCalledLocked(index, body)) {
        continue;
      }
      for (Launches.Launch launch : index.launches().andTasksIn(body)) {
        int target = launch.node().id();
        Boolean started = GuardFlags.startedValue(flow, node, target);
        if (started == null) {
          continue;
        }
        Node set = flags.set(body, flag, started, node, target);
        if (set != null) {
          return Optional.of(finding(index, body, branch, flag, started, GuardFlags.siteOf(set)));
        }
      }
    }
    return Optional.empty();
  }

  private Finding finding(
      FactsIndex index, Body body, Event.Branch branch, FieldKey flag, boolean started, Site set) {
    boolean isPrivate = index.facts().field(flag).filter(FieldFacts::isPrivate).isPresent();
    return new Finding(
        pattern(),
        body.site(),
        Wording.name(body)
            + " tests "
            + flag.name()
            + " and then sets it without a lock, so two threads can both get through; use"
            + " AtomicBoolean.compareAndSet",
        isPrivate
            ? new Remedy.AtomicGuard(flag, body.id(), branch.site(), set, started)
            : new Remedy.None());
  }

  private static boolean isOnlyCalledLocked(FactsIndex index, Body body) {
    return !body.is(Modifier.PUBLIC)
        && !index.callersOf(body).isEmpty()
        && index.callersOf(body).stream().allMatch(c -> StartGuards.isLocked(c.body(), c.node()));
  }
}
