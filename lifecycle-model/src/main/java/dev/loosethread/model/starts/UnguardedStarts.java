package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.ThreadStarts.ThreadStart;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The start methods that start something new on every call, whoever calls them. */
public final class UnguardedStarts {
  public static final AnalysisKey<UnguardedStarts> KEY = AnalysisKey.of(UnguardedStarts::new);

  private final ClassIndex index;
  private final Map<Body, Optional<ThreadStart>> launches = new HashMap<>();

  private UnguardedStarts(ClassIndex index) {
    this.index = index;
  }

  /** Returns what every call of the method starts anew; empty if a second one may be prevented. */
  public Optional<ThreadStart> launchOf(Body start) {
    return launches.computeIfAbsent(start, this::find);
  }

  private Optional<ThreadStart> find(Body body) {
    if (!index.get(StartMethods.KEY).contains(body)) {
      return Optional.empty();
    }
    return index.get(ThreadStarts.KEY).in(body).stream()
        .filter(launch -> Paths.isUnavoidable(body.flow(), launch.node().id()))
        .filter(launch -> looksLikeStart(body, launch))
        .filter(launch -> !index.get(StartGuards.KEY).mayStopSecondCall(body, launch))
        .findFirst();
  }

  private boolean looksLikeStart(Body body, ThreadStart launch) {
    if (launch.field().isPresent()) {
      return true;
    }
    if (launch.kind() == StartKind.PERIODIC_TASK) {
      // Only a kept handle shows that one of these does not run once for each of many objects.
      return !index.library().isWeakStartName(body.key().name());
    }
    // Without a handle it may be meant to run once for each call.
    return body.key().name().equals("start")
        && body.parameters().isEmpty()
        && !index.get(EndMethods.KEY).of(body.owner(), false).isEmpty();
  }
}
