package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import java.util.stream.Stream;

/** A scheduled executor that its class creates and nothing shuts down. */
public final class ScheduledExecutorNotShutDownRule extends OwnedFieldRule {
  public ScheduledExecutorNotShutDownRule() {
    super(
        Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN,
        OwnerKind.SCHEDULED_EXECUTOR,
        Remedy.Release.TWO_PHASE_SHUTDOWN,
        "shuts it down",
        "shut it down");
  }

  @Override
  Stream<Finding> more(FactsIndex index) {
    LocalOwners owners = new LocalOwners(index);
    return owners.leaks(OwnerKind.SCHEDULED_EXECUTOR).stream()
        .map(
            at ->
                owners.finding(
                    at,
                    pattern(),
                    "scheduled executor",
                    "shuts it down",
                    owners.keepInField(
                        at,
                        "java.util.concurrent.ScheduledExecutorService",
                        Remedy.Release.TWO_PHASE_SHUTDOWN)))
        .distinct();
  }

  @Override
  Stream<Finding> onForeignOwners(FactsIndex index) {
    return new PeriodicTasks(index).leaks().stream();
  }
}
