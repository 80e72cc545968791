package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.KeptFields;
import dev.loosethread.model.tasks.EndlessLoops;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether an end method can shut down the executors that a map keeps, one for each key.
 *
 * <p>It can if it empties the map anyway, as a later task gets another executor then, and if their
 * tasks end by themselves and give them no others, which they would reject.
 */
public final class MapReleases {
  private static final String MAP = "java.util.Map";
  private static final String EXECUTOR_SERVICE = "java.util.concurrent.ExecutorService";

  /** Methods that return a value of the map. */
  private static final Set<String> LOOK_UPS = Set.of("get", "computeIfAbsent", "remove");

  private final ClassIndex index;

  public MapReleases(ClassIndex index) {
    this.index = index;
  }

  public Remedy remedy(ContainerLeaks.Leak leak) {
    FieldFacts map = leak.container();
    boolean isMap = index.hierarchy().isSubtype(map.type(), MAP) && !map.isStatic();
    return isMap
            && leak.ownsAll()
            && new KeptFields(index).isKept(map)
            && isEmptied(map, leak.end())
            && mayEnd(map)
        ? new Remedy.ShutDownValues(map.key(), leak.end().id())
        : new Remedy.None("which of them still have tasks is not known");
  }

  private boolean isEmptied(FieldFacts map, Body end) {
    return index.callsOn(map.key()).stream()
        .anyMatch(at -> at.body().equals(end) && at.event().method().name().equals("clear"));
  }

  private boolean mayEnd(FieldFacts map) {
    EndlessLoops loops = index.get(EndlessLoops.KEY);
    return lookUps(map).findAny().isPresent()
        && lookUps(map)
            .allMatch(call -> index.hierarchy().isSubtype(call.resultType(), EXECUTOR_SERVICE))
        && lookUps(map).noneMatch(this::isGivenAway)
        && lookUps(map)
            .map(call -> AliasSet.ofResult(index, call.id()))
            .allMatch(
                executor ->
                    executor.tasks().noneMatch(loops::runsUntilEnded)
                        && !isFedByItsTasks(executor));
  }

  private boolean isFedByItsTasks(AliasSet executor) {
    Set<Body> tasks =
        executor
            .tasks()
            .flatMap(task -> task.allHere().stream())
            .collect(Collectors.toUnmodifiableSet());
    return executor.callsOn().anyMatch(at -> tasks.contains(at.body()));
  }

  /** Whoever else has it may use it after the end. */
  private boolean isGivenAway(Event.Call call) {
    AliasSet aliases = AliasSet.ofResult(index, call.id());
    return aliases.isReturned() || aliases.isStored() || new OwnerUses(index, aliases).escapes();
  }

  private Stream<Event.Call> lookUps(FieldFacts map) {
    return index.callsOn(map.key()).stream()
        .map(At::event)
        .filter(call -> LOOK_UPS.contains(call.method().name()));
  }
}
