package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AwaitedCode;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.ProcessLife;
import dev.loosethread.model.tasks.TaskBodies;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** An end method that waits without a timeout: if one thread hangs, the shutdown hangs too. */
public final class UnboundedWaitInStopRule implements Rule {
  private static final Set<String> ASKING =
      Set.of("boolean", "int", "long", "java.lang.Boolean", "java.lang.Long", "java.time.Duration");

  @Override
  public Pattern pattern() {
    return Pattern.UNBOUNDED_WAIT_IN_STOP;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (At<Event.Call> at : index.calls()) {
      Optional<String> bound = index.library().waitBound(at.event().method());
      if (bound.isPresent()
          && isUnbounded(at.event())
          && isPartOfAnEnd(index, at.body(), new HashSet<>())
          && !index.get(TaskBodies.KEY).contains(at.body())
          && !index.get(ProcessLife.KEY).isExample(at.body().owner())
          && !isOneOfTwoWays(index, at)
          && !protectsARelease(index, at, new HashSet<>())
          && seen.add(at.event().site())) {
        new AwaitedCode(index)
            .hanging(at.event())
            .ifPresent(code -> findings.add(finding(at, code, bound.get())));
      }
    }
    return findings.stream();
  }

  /** A setting decides between this wait and one with a timeout. */
  private static boolean isOneOfTwoWays(ClassIndex index, At<Event.Call> wait) {
    return index.callsIn(wait.body().id()).stream()
        .map(At::event)
        .anyMatch(
            call ->
                call.method().name().equals(wait.event().method().name())
                    && call.receiver().equals(wait.event().receiver())
                    && !isUnbounded(call));
  }

  /** What is released after the wait may be what the awaited code uses. */
  private static boolean protectsARelease(ClassIndex index, At<Event.Call> wait, Set<Body> seen) {
    BitSet after =
        Paths.reachable(
            wait.body().flow(),
            Paths.targets(wait.node(), e -> e.kind() != Kind.EXCEPTION),
            n -> true,
            (n, e) -> e.kind() != Kind.EXCEPTION);
    return index.callsIn(wait.body().id()).stream()
            .filter(at -> after.get(at.node().id()))
            .map(At::event)
            .anyMatch(
                call ->
                    !call.receiver().equals(wait.event().receiver())
                        && (index.library().isCloseName(call.method().name())
                            || index.library().promisesRelease(call.method().name())))
        || (seen.add(wait.body())
            && index.callersOf(wait.body()).stream()
                .anyMatch(caller -> protectsARelease(index, caller, seen)));
  }

  private static boolean isUnbounded(Event.Call call) {
    return call.arguments().isEmpty()
        || (call.arguments().get(0) instanceof Value.Constant constant
            && constant.value() instanceof Number amount
            && (amount.longValue() == Long.MAX_VALUE
                || (amount.longValue() == 0 && JdkMethod.THREAD_JOIN.isNamesake(call.method()))));
  }

  /** Returns whether the body is an end method, or a helper that only end methods call. */
  private static boolean isPartOfAnEnd(ClassIndex index, Body body, Set<Body> seen) {
    if (body.kind() != Body.Kind.METHOD || promises(index, body) || isAskedToWait(body)) {
      return false;
    }
    List<At<Event.Call>> callers = index.callersOf(body);
    if (index.get(EndMethods.KEY).isEnd(body)) {
      return !JdkMethod.FUTURE_CANCEL.is(body.key(), index.hierarchy())
          && !isTheBlockingOne(index, body)
          && callers.stream().noneMatch(c -> promises(index, c.body()));
    }
    return !body.is(Modifier.PUBLIC)
        && !callers.isEmpty()
        && seen.add(body)
        && callers.stream().allMatch(c -> isPartOfAnEnd(index, c.body(), seen));
  }

  /** Returns whether the class has another such method for callers who do not want to wait. */
  private static boolean isTheBlockingOne(ClassIndex index, Body end) {
    String other = end.key().name() + "Async";
    return index.declarations().bodiesOf(end.owner()).stream()
        .anyMatch(body -> body.key().name().equals(other));
  }

  /** Returns whether the caller says if, or how long, it wants to wait. */
  private static boolean isAskedToWait(Body body) {
    return body.parameters().stream().map(Value.Local::type).anyMatch(ASKING::contains);
  }

  private static boolean promises(ClassIndex index, Body body) {
    return index.library().promisesToWait(body.key().name());
  }

  private Finding finding(At<Event.Call> at, String hanging, String bound) {
    return new Finding(
        pattern(),
        at.event().site(),
        Messages.name(at.body())
            + " waits in "
            + at.event().method().name()
            + "() without a timeout, so the shutdown hangs if "
            + hanging
            + " hangs; add a timeout",
        new Remedy.BoundWait(at.event().site(), bound));
  }
}
