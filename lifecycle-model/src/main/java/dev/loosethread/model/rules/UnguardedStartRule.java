package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.StartCallers;
import dev.loosethread.model.starts.StartGuardRemedy;
import dev.loosethread.model.starts.ThreadStarts.ThreadStart;
import dev.loosethread.model.starts.UnguardedStarts;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A start method whose second call creates a second set of threads, and that may be called twice.
 */
public final class UnguardedStartRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.UNGUARDED_START;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    return index.get(StartMethods.KEY).all().stream()
        .flatMap(start -> check(index, start).stream());
  }

  private Optional<Finding> check(ClassIndex index, Body start) {
    return index
        .get(UnguardedStarts.KEY)
        .launchOf(start)
        // The callers last, because other classes may have to be read.
        .flatMap(
            launch ->
                index
                    .get(StartCallers.KEY)
                    .secondCall(start)
                    .map(second -> finding(index, start, launch, second)));
  }

  private Finding finding(ClassIndex index, Body start, ThreadStart launch, String second) {
    return new Finding(
        pattern(),
        start.site(),
        Messages.name(start)
            + " creates a new "
            + launch.kind().noun()
            + " on every call and "
            + second
            + "; guard it with AtomicBoolean.compareAndSet",
        new StartGuardRemedy(index, start, launch).remedy());
  }
}
