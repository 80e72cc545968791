package dev.loosethread.model.finding;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import org.jspecify.annotations.Nullable;

/** The names that messages use for code. */
public final class Messages {
  private Messages() {}

  /**
   * Returns the name of the throwing event.
   *
   * @param event null where a finally block ends
   */
  public static String name(@Nullable Event event) {
    if (event instanceof Event.Call call) {
      String type = call.createdType();
      if (call.method().isConstructor() && !call.isNew()) {
        return "the call of another constructor";
      }
      return call.isNew()
          ? "the creation of " + type.substring(type.lastIndexOf('.') + 1)
          : call.method().name() + "()";
    }
    return "a throw statement";
  }

  /** {@code run()}, {@code the constructor}, {@code this lambda}... */
  public static String name(Body body) {
    return switch (body.kind()) {
      case METHOD -> body.key().name() + "()";
      case CONSTRUCTOR -> "the constructor";
      case LAMBDA -> "this lambda";
      case INITIALIZER -> "the initializer";
      case STATIC_INITIALIZER -> "the static initializer";
    };
  }
}
