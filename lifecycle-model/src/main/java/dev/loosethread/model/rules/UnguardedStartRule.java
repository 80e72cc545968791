package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.StartCallers;
import dev.loosethread.model.starts.StartGuardRemedy;
import dev.loosethread.model.starts.StartGuards;
import dev.loosethread.model.starts.StartKind;
import dev.loosethread.model.starts.ThreadStarts;
import dev.loosethread.model.starts.ThreadStarts.ThreadStart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A start method whose second call creates a second set of threads. */
public final class UnguardedStartRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.UNGUARDED_START;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    for (Body body : index.get(StartMethods.KEY).all()) {
      check(index, body, findings);
    }
    return findings.stream();
  }

  private void check(ClassIndex index, Body body, List<Finding> findings) {
    List<Body> ends = index.get(EndMethods.KEY).of(body.owner(), false);
    for (ThreadStart launch : index.get(ThreadStarts.KEY).in(body)) {
      if (!Paths.isUnavoidable(body.flow(), launch.node().id())
          || !looksLikeStart(index, body, launch, ends)
          || index.get(StartGuards.KEY).mayStopSecondCall(body, launch)) {
        continue;
      }
      // Asked last, because it may read other classes.
      String second = index.get(StartCallers.KEY).secondCall(body).orElse("");
      if (second.isEmpty()) {
        return;
      }
      findings.add(
          new Finding(
              pattern(),
              body.site(),
              Messages.name(body)
                  + " creates a new "
                  + launch.kind().noun()
                  + " on every call and "
                  + second
                  + "; guard it with AtomicBoolean.compareAndSet",
              new StartGuardRemedy(index, body, launch).remedy()));
      return;
    }
  }

  private static boolean looksLikeStart(
      ClassIndex index, Body body, ThreadStart launch, List<Body> ends) {
    if (launch.field().isPresent()) {
      return true;
    }
    if (launch.kind() == StartKind.PERIODIC_TASK) {
      // Only a kept handle shows that one of these does not run once for each of many objects.
      return !index.library().isWeakStartName(body.key().name());
    }
    // Without a handle it may be meant to run once for each call.
    return body.key().name().equals("start") && body.parameters().isEmpty() && !ends.isEmpty();
  }
}
