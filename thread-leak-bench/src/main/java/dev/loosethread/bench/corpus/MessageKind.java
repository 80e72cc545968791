package dev.loosethread.bench.corpus;

import java.util.stream.Stream;

/** The kinds of problems that messages of the audit name. */
enum MessageKind {
  /** It has failed on a part of a target. */
  NOT_AUDITED("could not be audited", "cannot be resolved", "no such file", "cannot be read"),
  /** It has left out one file or class. */
  GIVEN_UP("be analysed", "did not end in time"),
  OTHER;

  @SuppressWarnings("ImmutableEnumChecker") // The array stays in here, and nothing writes to it.
  private final String[] phrases;

  MessageKind(String... phrases) {
    this.phrases = phrases;
  }

  static MessageKind of(String message) {
    return Stream.of(values())
        .filter(kind -> Stream.of(kind.phrases).anyMatch(message::contains))
        .findFirst()
        .orElse(OTHER);
  }
}
