package dev.loosethread.lifecycle;

import java.util.concurrent.Flow;

/** How a subscriber is told that it gets nothing. */
final class Refusal {
  /** Brings nothing, and has nothing to cancel. */
  static final Flow.Subscription NOTHING =
      new Flow.Subscription() {
        @Override
        public void request(long n) {
          // There is nothing to come.
        }

        @Override
        public void cancel() {
          // There is nothing to come.
        }
      };

  private Refusal() {}

  /** Lets the subscription fail at once, in the order that {@link Flow} asks for. */
  static void of(Flow.Subscriber<?> subscriber, IllegalStateException why) {
    subscriber.onSubscribe(NOTHING);
    subscriber.onError(why);
  }
}
