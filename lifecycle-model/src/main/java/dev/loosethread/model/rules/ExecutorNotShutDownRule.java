package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;

/** An executor in a field that its class creates and nothing shuts down. */
public final class ExecutorNotShutDownRule extends FieldLeakRule {
  public ExecutorNotShutDownRule() {
    super(
        Pattern.EXECUTOR_NOT_SHUT_DOWN,
        OwnerKind.EXECUTOR,
        Remedy.Release.TWO_PHASE_SHUTDOWN,
        "shuts it down",
        "shut it down");
  }
}
