package dev.loosethread.model.catalogue;

import java.util.Locale;

/** What kind of thread owner a type is; decides which bug pattern speaks of it. */
public enum OwnerKind {
  EXECUTOR,
  SCHEDULED_EXECUTOR,
  TIMER,
  THREAD,
  OTHER;

  /** The word for it in a catalogue's rows: {@code scheduled-executor}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
