package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.LocalLeaks;
import dev.loosethread.model.ownership.PeriodicTaskLeaks;
import java.util.stream.Stream;

/** A scheduled executor that its class creates and nothing shuts down. */
public final class ScheduledExecutorNotShutDownRule extends FieldLeakRule {
  public ScheduledExecutorNotShutDownRule() {
    super(
        Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN,
        OwnerKind.SCHEDULED_EXECUTOR,
        Remedy.Release.TWO_PHASE_SHUTDOWN,
        "shuts it down",
        "shut it down");
  }

  @Override
  Stream<Finding> findingsOutsideFields(ClassIndex index) {
    LocalLeaks owners = new LocalLeaks(index);
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
  Stream<Finding> findingsOnOwnersOfOthers(ClassIndex index) {
    return new PeriodicTaskLeaks(index).leaks().stream();
  }
}
