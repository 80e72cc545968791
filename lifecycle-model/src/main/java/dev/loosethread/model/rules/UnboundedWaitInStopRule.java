package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.tasks.TaskBodies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** An end method that waits without a timeout: if one thread hangs, the shutdown hangs too. */
public final class UnboundedWaitInStopRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.UNBOUNDED_WAIT_IN_STOP;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    EndMethods ends = index.get(EndMethods.KEY);
    List<Finding> findings = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (At<Event.Call> at : index.calls()) {
      Optional<String> bound = index.library().waitBound(at.event().method());
      if (bound.isPresent()
          && isUnbounded(at.event())
          && isPartOfAnEnd(index, ends, at.body())
          && !index.get(TaskBodies.KEY).contains(at.body())
          && seen.add(at.event().site())) {
        findings.add(finding(at, bound.get()));
      }
    }
    return findings.stream();
  }

  private static boolean isUnbounded(Event.Call call) {
    return call.arguments().isEmpty()
        || (call.arguments().get(0) instanceof Value.Constant constant
            && constant.value() instanceof Number amount
            && (amount.longValue() == Long.MAX_VALUE
                || (amount.longValue() == 0 && JdkMethod.THREAD_JOIN.isNamesake(call.method()))));
  }

  /** Returns whether the body is an end method, or a helper that only end methods call. */
  private static boolean isPartOfAnEnd(ClassIndex index, EndMethods ends, Body body) {
    if (body.kind() != Body.Kind.METHOD || promises(index, body)) {
      return false;
    }
    if (ends.isEnd(body)) {
      return index.callersOf(body).stream().noneMatch(c -> promises(index, c.body()));
    }
    List<At<Event.Call>> callers = index.callersOf(body);
    return body.is(Modifier.PRIVATE)
        && !callers.isEmpty()
        && callers.stream().allMatch(c -> ends.isEnd(c.body()) && !promises(index, c.body()));
  }

  private static boolean promises(ClassIndex index, Body body) {
    return index.library().promisesToWait(body.key().name());
  }

  private Finding finding(At<Event.Call> at, String bound) {
    return new Finding(
        pattern(),
        at.event().site(),
        Messages.name(at.body())
            + " waits in "
            + at.event().method().name()
            + "() without a timeout, so the shutdown hangs if the awaited thread or task hangs;"
            + " add a timeout",
        new Remedy.BoundWait(at.event().site(), bound));
  }
}
