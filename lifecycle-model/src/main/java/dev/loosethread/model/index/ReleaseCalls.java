package dev.loosethread.model.index;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of a class whose names say that they release something. */
public final class ReleaseCalls {
  public static final AnalysisKey<ReleaseCalls> KEY = AnalysisKey.of(ReleaseCalls::new);

  private final ClassIndex index;
  private @Nullable List<At<Event.Call>> endingCalls;
  private @Nullable Map<FieldKey, List<At<Event.Call>>> releasingCalls;

  private ReleaseCalls(ClassIndex index) {
    this.index = index;
  }

  /** The calls whose names say that they release their receiver, threads included. */
  public List<At<Event.Call>> ending() {
    if (endingCalls == null) {
      endingCalls = new ArrayList<>();
      for (At<Event.Call> at : index.calls()) {
        MethodKey method = at.event().method();
        if (JdkMethod.THREAD_JOIN.isNamesake(method)
            || JdkMethod.THREAD_INTERRUPT.isNamesake(method)
            || index.library().promisesRelease(method.name())) {
          endingCalls.add(at);
        }
      }
    }
    return endingCalls;
  }

  /** The calls on the value of a field whose names say that they release it. */
  public List<At<Event.Call>> on(FieldKey field) {
    if (releasingCalls == null) {
      releasingCalls = new HashMap<>();
      for (At<Event.Call> at : ending()) {
        if (at.event().receiver() instanceof Value.Field receiver
            && index.library().promisesRelease(at.event().method().name())) {
          releasingCalls.computeIfAbsent(receiver.key(), k -> new ArrayList<>()).add(at);
        }
      }
    }
    return releasingCalls.getOrDefault(field, List.of());
  }
}
