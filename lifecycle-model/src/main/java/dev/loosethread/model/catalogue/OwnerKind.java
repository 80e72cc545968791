package dev.loosethread.model.catalogue;

import java.util.Locale;

/** The kinds of thread owners. The kind decides which bug pattern applies. */
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
