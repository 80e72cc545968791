package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.LocalLeaks;
import java.util.stream.Stream;

/** A timer that its class creates and nothing cancels. */
public final class TimerNotCancelledRule extends FieldLeakRule {
  public TimerNotCancelledRule() {
    super(
        Pattern.TIMER_NOT_CANCELLED,
        OwnerKind.TIMER,
        Remedy.Release.CANCEL,
        "cancels it",
        "cancel it");
  }

  @Override
  Stream<Finding> findingsOutsideFields(ClassIndex index) {
    LocalLeaks owners = new LocalLeaks(index);
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
