package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;

/** How messages name things. */
final class Wording {
  private Wording() {}

  /** {@code run()}, {@code the constructor}, {@code this lambda}... */
  static String name(Body body) {
    return switch (body.kind()) {
      case METHOD -> body.key().name() + "()";
      case CONSTRUCTOR -> "the constructor";
      case LAMBDA -> "this lambda";
      case INITIALIZER -> "the initializer";
      case STATIC_INITIALIZER -> "the static initializer";
    };
  }
}
