package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;

/** Any other owner of threads in a field: a watch service, a server, an event loop... */
public final class ThreadOwnerNotClosedRule extends OwnedFieldRule {
  public ThreadOwnerNotClosedRule() {
    super(
        Pattern.THREAD_OWNER_NOT_CLOSED,
        OwnerKind.OTHER,
        Remedy.Release.CALL,
        "closes it",
        "close it");
  }
}
