package dev.loosethread.lifecycle;

import java.time.Duration;

/** Checks and converts arguments. */
final class Arguments {
  private Arguments() {}

  static String name(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name must not be blank");
    }
    return name;
  }

  static Duration positive(Duration duration, String what) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + " must be positive: " + duration);
    }
    return duration;
  }

  static Duration notNegative(Duration duration, String what) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(what + " must not be negative: " + duration);
    }
    return duration;
  }

  static int positive(int number, String what) {
    if (number <= 0) {
      throw new IllegalArgumentException(what + " must be positive: " + number);
    }
    return number;
  }

  /** Returns the nanoseconds of a duration, at most {@link Long#MAX_VALUE}, which is 292 years. */
  static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
