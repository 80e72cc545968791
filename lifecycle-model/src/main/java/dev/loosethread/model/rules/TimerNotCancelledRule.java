package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import java.util.stream.Stream;

/** A timer that its class creates and nothing cancels. */
public final class TimerNotCancelledRule extends OwnedFieldRule {
  public TimerNotCancelledRule() {
    super(
        Pattern.TIMER_NOT_CANCELLED,
        OwnerKind.TIMER,
        Remedy.Release.CANCEL,
        "cancels it",
        "cancel it");
  }

  @Override
  Stream<Finding> more(FactsIndex index) {
    LocalOwners owners = new LocalOwners(index);
    return owners.leaks(OwnerKind.TIMER).stream()
        .map(
            at ->
                owners.finding(
                    at,
                    pattern(),
                    "timer",
                    "cancels it",
                    owners.keepInField(at, "java.util.Timer", Remedy.Release.CANCEL)))
        .distinct();
  }
}
