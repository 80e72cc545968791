package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** A start method that tests a flag and then sets it, without a lock around both. */
public final class NonAtomicStartGuardRule implements Rule {
  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";

  @Override
  public Pattern pattern() {
    return Pattern.NON_ATOMIC_START_GUARD;
  }

  @Override
  public Stream<Finding> check(FactsIndex index) {
    ClassFacts facts = index.facts();
    Catalogue catalogue = index.catalogue();
    StartGuards guards = new StartGuards(index, catalogue);
    List<Finding> findings = new ArrayList<>();
    for (Body body : facts.bodies()) {
      if (guards.isStart(body)
          && body.annotations().stream().noneMatch(a -> a.endsWith("GuardedBy"))) {
        finding(index, catalogue, body).ifPresent(findings::add);
      }
    }
    return findings.stream();
  }

  private Optional<Finding> finding(FactsIndex index, Catalogue catalogue, Body body) {
    Flow flow = body.flow();
    for (Node node : flow.nodes()) {
      if (!(node.event() instanceof Event.Branch branch)) {
        continue;
      }
      Flag flag = flag(index, branch.test());
      if (flag == null || StartGuards.isLocked(body, node) || isOnlyCalledLocked(index, body)) {
        continue;
      }
      for (Launches.Launch launch : new Launches(index, catalogue).andTasksIn(body)) {
        int target = launch.node().id();
        Boolean started = startedValue(flow, node, target);
        if (started == null) {
          continue;
        }
        Site set = set(index, body, flag.key(), started, node, target);
        if (set != null) {
          return Optional.of(finding(index, body, branch, flag, started, set));
        }
      }
    }
    return Optional.empty();
  }

  private Finding finding(
      FactsIndex index, Body body, Event.Branch branch, Flag flag, boolean started, Site set) {
    boolean isPrivate = index.facts().field(flag.key()).filter(FieldFacts::isPrivate).isPresent();
    return new Finding(
        pattern(),
        body.site(),
        Wording.name(body)
            + " tests "
            + flag.key().name()
            + " and then sets it without a lock, so two threads can both get through; use"
            + " AtomicBoolean.compareAndSet",
        isPrivate
            ? new Remedy.AtomicGuard(flag.key(), body.id(), branch.site(), set, started)
            : new Remedy.None());
  }

  private record Flag(FieldKey key) {}

  /** The boolean field that a test asks, itself or through {@code get()}. */
  private static Flag flag(FactsIndex index, Test test) {
    if (!(test instanceof Test.Truth truth)) {
      return null;
    }
    Value value = truth.value();
    if (value instanceof Value.Result result) {
      At<Event.Call> at = index.call(result.call());
      if (at == null
          || !at.event().method().name().equals("get")
          || !at.event().method().owner().equals(ATOMIC)) {
        return null;
      }
      value = at.event().receiver();
    }
    if (!(value instanceof Value.Field field) || field.isStatic() || !field.isOwn()) {
      return null;
    }
    FieldFacts facts = index.facts().field(field.key()).orElse(null);
    boolean isFlag =
        facts != null
            && (facts.type().equals("boolean") || facts.type().equals(ATOMIC))
            && facts.annotations().stream().noneMatch(a -> a.endsWith("GuardedBy"));
    return isFlag ? new Flag(field.key()) : null;
  }

  /** The flag's value at which the launch is passed by, or null if the test decides nothing. */
  private static Boolean startedValue(Flow flow, Node branch, int launch) {
    Boolean started = null;
    for (Edge edge : branch.successors()) {
      boolean value = edge.kind() == Kind.TRUE;
      boolean launches = StartGuards.reaches(flow, edge.target(), launch, branch.id(), false);
      boolean avoids =
          StartGuards.reaches(flow, edge.target(), flow.exit(), launch, false)
              || StartGuards.reaches(flow, edge.target(), flow.throwExit(), launch, false);
      if (!launches && avoids) {
        started = value;
      } else if (!launches) {
        return null;
      }
    }
    return started;
  }

  /** Where the flag gets its started value on a way through the branch that launches. */
  private static Site set(
      FactsIndex index, Body body, FieldKey flag, boolean started, Node branch, int launch) {
    for (Node node : body.flow().nodes()) {
      Site site = null;
      if (node.event() instanceof Event.Assign assign
          && assign.target() instanceof Value.Field field
          && field.key().equals(flag)
          && assign.value().equals(new Value.Constant(started))) {
        site = assign.site();
      } else if (node.event() instanceof Event.Call call
          && call.receiver() instanceof Value.Field field
          && field.key().equals(flag)
          && call.method().name().equals("set")
          && call.arguments().equals(List.of(new Value.Constant(started)))) {
        site = call.site();
      }
      boolean isWithLaunch =
          StartGuards.reaches(body.flow(), node.id(), launch, -1, false)
              || StartGuards.reaches(body.flow(), launch, node.id(), -1, false);
      if (site != null
          && isWithLaunch
          && StartGuards.reaches(body.flow(), branch.id(), node.id(), -1, false)) {
        return site;
      }
    }
    return null;
  }

  private static boolean isOnlyCalledLocked(FactsIndex index, Body body) {
    return !body.is(Modifier.PUBLIC)
        && !index.callersOf(body).isEmpty()
        && index.callersOf(body).stream().allMatch(c -> StartGuards.isLocked(c.body(), c.node()));
  }
}
