package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
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
  Stream<Finding> more(FactsIndex index, Catalogue catalogue) {
    return new LocalOwners(index, catalogue)
            .leaks(
                OwnerKind.TIMER, pattern(), Remedy.Release.CANCEL, "java.util.Timer", "cancels it")
            .stream();
  }
}
