package dev.loosethread.model.catalogue;

/** What kind of thread owner a type is; decides which bug pattern speaks of it. */
public enum OwnerKind {
  EXECUTOR,
  SCHEDULED_EXECUTOR,
  TIMER,
  THREAD,
  OTHER
}
